"""A walk through a running project, as its first client would take it."""

from .workshop import call


def walk_through_items(url: str) -> None:
    """Create, list in pages, read, change and delete items, and be refused."""
    created = [call("POST", f"{url}/items", {"name": f"Item {n}", "quantity": n}) for n in range(3)]
    assert [answer.status for answer in created] == [201, 201, 201]
    items = [answer.body for answer in created]

    first = call("GET", f"{url}/items?limit=2").body
    rest = call("GET", f"{url}/items?limit=2&offset=2").body
    assert first["items"] + rest["items"] == items
    assert first["total"] == rest["total"] == 3

    location = f"{url}{created[0].headers['location']}"
    assert call("GET", location).body == items[0]
    assert call("PATCH", location, {"quantity": 9}).body == {**items[0], "quantity": 9}
    assert call("PUT", location, {"name": "New"}).body["quantity"] == 0
    assert call("DELETE", location).status == 204

    missing = call("GET", location)
    assert (missing.status, missing.headers["content-type"]) == (404, "application/problem+json")
    invalid = call("POST", f"{url}/items", {"name": ""})
    assert (invalid.status, invalid.headers["content-type"]) == (422, "application/problem+json")
    assert invalid.body["errors"][0]["field"] == "name"


def walk_through_greeting(url: str) -> None:
    """Be greeted, and be refused."""
    assert call("GET", f"{url}/greeting?name=Ada").body == {"greeting": "Hello, Ada!"}
    assert call("GET", f"{url}/greeting?name={'x' * 101}").status == 422
