from typing import Any

import pytest
from flask.testing import FlaskClient

BOLT = {"name": "Bolt", "description": "M6, steel", "quantity": 100}


def create(client: FlaskClient, **fields: Any) -> Any:
    response = client.post("/items", json=BOLT | fields)
    assert response.status_code == 201
    return response.get_json()


def read(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return response.get_json()


def test_created_item_can_be_read(client: FlaskClient) -> None:
    response = client.post("/items", json=BOLT)

    assert response.status_code == 201
    item = response.get_json()
    assert item == BOLT | {"id": item["id"]}
    assert response.headers["Location"] == f"/items/{item['id']}"
    assert read(client, f"/items/{item['id']}") == item


def test_list_is_empty_at_first(client: FlaskClient) -> None:
    assert read(client, "/items") == {"items": [], "total": 0}


def test_list_is_given_in_pages(client: FlaskClient) -> None:
    items = [create(client, name=f"Item {number}") for number in range(5)]

    assert read(client, "/items?limit=3") == {"items": items[:3], "total": 5}
    assert read(client, "/items?limit=3&offset=3") == {"items": items[3:], "total": 5}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "limit=many"])
def test_page_out_of_bounds_is_refused(client: FlaskClient, query: str) -> None:
    response = client.get(f"/items?{query}")

    assert response.status_code == 422
    [error] = response.get_json()["errors"]
    assert (error["location"], error["field"]) == ("query", query.split("=")[0])


def test_replacing_resets_what_is_left_out(client: FlaskClient) -> None:
    item = create(client)

    response = client.put(f"/items/{item['id']}", json={"name": "Nut"})

    assert response.status_code == 200
    expected = {"id": item["id"], "name": "Nut", "description": None, "quantity": 0}
    assert response.get_json() == expected
    assert read(client, f"/items/{item['id']}") == expected


def test_updating_keeps_what_is_left_out(client: FlaskClient) -> None:
    item = create(client)

    response = client.patch(f"/items/{item['id']}", json={"quantity": 7})

    assert response.status_code == 200
    assert response.get_json() == item | {"quantity": 7}
    assert read(client, f"/items/{item['id']}") == item | {"quantity": 7}


def test_deleted_item_is_gone(client: FlaskClient) -> None:
    item = create(client)

    response = client.delete(f"/items/{item['id']}")

    assert response.status_code == 204
    assert read(client, "/items") == {"items": [], "total": 0}


@pytest.mark.parametrize(
    ("method", "request_body"),
    [("get", {}), ("delete", {}), ("put", {"json": BOLT}), ("patch", {"json": BOLT})],
)
def test_missing_item_is_not_found(
    client: FlaskClient,
    method: str,
    request_body: dict[str, Any],
) -> None:
    response = getattr(client, method)("/items/1", **request_body)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.get_json()["detail"] == "There is no item 1."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", None),
        ("name", "x" * 101),
        ("description", 5),
        ("quantity", -1),
        ("quantity", 1_000_001),
        ("quantity", 1.5),
        ("quantity", "1"),
        ("quantity", True),
        ("colour", "red"),
    ],
)
@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_invalid_value_is_refused(
    client: FlaskClient,
    method: str,
    field: str,
    value: object,
) -> None:
    item = create(client)
    path = "/items" if method == "post" else f"/items/{item['id']}"

    response = getattr(client, method)(path, json=BOLT | {field: value})

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    [error] = response.get_json()["errors"]
    assert (error["location"], error["field"]) == ("body", field)
    assert read(client, "/items") == {"items": [item], "total": 1}


@pytest.mark.parametrize("body", [b"{", b"\xff", b"null", b"", b"[" * 100_000])
def test_broken_json_is_refused(client: FlaskClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/items", data=body, headers=headers)

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def test_body_must_be_announced_as_json(client: FlaskClient) -> None:
    headers = {"Content-Type": "text/plain"}
    response = client.post("/items", data=b'{"name": "Bolt"}', headers=headers)

    assert response.status_code == 415


def test_whole_number_may_have_a_point(client: FlaskClient) -> None:
    item = create(client, quantity=2.0)

    assert item["quantity"] == 2


@pytest.mark.parametrize("item_id", ["0", str(2**63), "x"])
def test_impossible_id_is_refused(client: FlaskClient, item_id: str) -> None:
    response = client.get(f"/items/{item_id}")

    assert response.status_code == 404
