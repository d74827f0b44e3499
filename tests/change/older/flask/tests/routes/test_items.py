from typing import Any

import pytest
from flask.testing import FlaskClient

URL = "/items"
ITEM = {"name": "Name", "description": "Description", "quantity": 1}


@pytest.fixture
def item(client: FlaskClient) -> Any:
    """An item that is there."""
    response = client.post(URL, json=ITEM)
    assert response.status_code == 201
    return response.get_json()


def read(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return response.get_json()


def test_created_item_is_given_back(client: FlaskClient) -> None:
    response = client.post(URL, json=ITEM)

    assert response.status_code == 201
    item = response.get_json()
    assert item == ITEM | {"id": item["id"]}
    assert response.headers["Location"] == f"{URL}/{item['id']}"
    assert read(client, f"{URL}/{item['id']}") == item


def test_list_is_empty_at_first(client: FlaskClient) -> None:
    assert read(client, URL) == {"items": [], "total": 0}


def test_list_is_given_in_pages(client: FlaskClient) -> None:
    rows = []
    for _ in range(5):
        response = client.post(URL, json=ITEM)
        rows.append(response.get_json())

    assert read(client, f"{URL}?limit=3") == {"items": rows[:3], "total": 5}
    assert read(client, f"{URL}?limit=3&offset=3") == {"items": rows[3:], "total": 5}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "limit=many"])
def test_page_out_of_bounds_is_refused(client: FlaskClient, query: str) -> None:
    response = client.get(f"{URL}?{query}")

    assert response.status_code == 422
    [refusal] = response.get_json()["errors"]
    assert (refusal["location"], refusal["field"]) == ("query", query.split("=")[0])


def test_replacing_resets_what_is_left_out(client: FlaskClient, item: dict[str, Any]) -> None:
    required = {"name": "Name 2"}

    response = client.put(f"{URL}/{item['id']}", json=required)

    assert response.status_code == 200
    expected = item | required | {"description": None, "quantity": 0}
    assert response.get_json() == expected
    assert read(client, f"{URL}/{item['id']}") == expected


def test_updating_keeps_what_is_left_out(client: FlaskClient, item: dict[str, Any]) -> None:
    change = {"quantity": 2}

    response = client.patch(f"{URL}/{item['id']}", json=change)

    assert response.status_code == 200
    assert response.get_json() == item | change
    assert read(client, f"{URL}/{item['id']}") == item | change


def test_deleted_item_is_gone(client: FlaskClient, item: dict[str, Any]) -> None:
    response = client.delete(f"{URL}/{item['id']}")

    assert response.status_code == 204
    assert read(client, URL) == {"items": [], "total": 0}


@pytest.mark.parametrize("method", ["get", "delete", "put", "patch"])
def test_missing_item_is_not_found(client: FlaskClient, method: str) -> None:
    content: dict[str, Any] = {"json": ITEM} if method in {"put", "patch"} else {}

    response = getattr(client, method)(f"{URL}/1", **content)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.get_json()["detail"] == "There is no item 1."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("name", None),
        ("name", 5),
        ("name", "\x00"),
        ("description", "x" * 1001),
        ("description", 5),
        ("description", "\x00"),
        ("quantity", -1),
        ("quantity", 1_000_001),
        ("quantity", None),
        ("quantity", 1.5),
        ("quantity", "1"),
        ("quantity", True),
        ("no_such_field", "value"),
    ],
)
@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_invalid_value_is_refused(
    client: FlaskClient,
    item: dict[str, Any],
    method: str,
    field: str,
    value: object,
) -> None:
    path = URL if method == "post" else f"{URL}/{item['id']}"

    response = getattr(client, method)(path, json=ITEM | {field: value})

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    [refusal] = response.get_json()["errors"]
    assert (refusal["location"], refusal["field"].split(".")[0]) == ("body", field)
    assert read(client, URL) == {"items": [item], "total": 1}


@pytest.mark.parametrize("broken", [b"{", b"\xff", b"null", b"", b"[" * 100_000])
def test_broken_json_is_refused(client: FlaskClient, broken: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post(URL, data=broken, headers=headers)

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def test_body_must_be_announced_as_json(client: FlaskClient) -> None:
    headers = {"Content-Type": "text/plain"}
    response = client.post(URL, data=b"{}", headers=headers)

    assert response.status_code == 415


def test_whole_number_may_have_a_point(client: FlaskClient) -> None:
    response = client.post(URL, json=ITEM | {"quantity": 1.0})

    assert response.status_code == 201
    assert response.get_json()["quantity"] == 1


@pytest.mark.parametrize("item_id", ["0", str(2**63), "x"])
def test_impossible_id_is_refused(client: FlaskClient, item_id: str) -> None:
    response = client.get(f"{URL}/{item_id}")

    assert response.status_code == 404
