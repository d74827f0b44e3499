"""A walk through a running project, as its first client would take it."""

from collections.abc import Mapping
from functools import partial

from .workshop import call


def walk_through_items(url: str, *users: Mapping[str, str]) -> None:
    """Create, list in pages, read, change and delete items, and be refused.

    `users` are the headers of two: the first one's items are nobody else's.
    """
    headers, stranger = users or ({}, {})
    send = partial(call, headers=headers)
    created = [send("POST", f"{url}/items", {"name": f"Item {n}", "quantity": n}) for n in range(3)]
    assert [answer.status for answer in created] == [201, 201, 201]
    items = [answer.body for answer in created]

    first = send("GET", f"{url}/items?limit=2").body
    rest = send("GET", f"{url}/items?limit=2&offset=2").body
    assert first["items"] + rest["items"] == items
    assert first["total"] == rest["total"] == 3

    location = f"{url}{created[0].headers['location']}"
    assert send("GET", location).body == items[0]
    if headers:
        assert created[0].headers["cache-control"] == "no-store"
        nobody = call("GET", location)
        assert (nobody.status, "www-authenticate" in nobody.headers) == (401, True)
        assert call("GET", location, headers=stranger).status == 404
    assert send("PATCH", location, {"quantity": 9}).body == {**items[0], "quantity": 9}
    assert send("PUT", location, {"name": "New"}).body["quantity"] == 0
    assert send("DELETE", location).status == 204

    missing = send("GET", location)
    assert (missing.status, missing.headers["content-type"]) == (404, "application/problem+json")
    invalid = send("POST", f"{url}/items", {"name": ""})
    assert (invalid.status, invalid.headers["content-type"]) == (422, "application/problem+json")
    assert invalid.body["errors"][0]["field"] == "name"


def walk_through_greeting(url: str) -> None:
    """Be greeted, and be refused."""
    assert call("GET", f"{url}/greeting?name=Ada").body == {"greeting": "Hello, Ada!"}
    assert call("GET", f"{url}/greeting?name={'x' * 101}").status == 422
