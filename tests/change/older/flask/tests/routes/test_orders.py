from typing import Any

import pytest
from flask.testing import FlaskClient

URL = "/orders"
ORDER = {"customer": "Customer", "total": "1.50"}


@pytest.fixture
def order(client: FlaskClient) -> Any:
    """An order that is there."""
    response = client.post(URL, json=ORDER)
    assert response.status_code == 201
    return response.get_json()


def read(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return response.get_json()


def test_created_order_is_given_back(client: FlaskClient) -> None:
    response = client.post(URL, json=ORDER)

    assert response.status_code == 201
    order = response.get_json()
    assert order == ORDER | {"id": order["id"]}
    assert response.headers["Location"] == f"{URL}/{order['id']}"
    assert read(client, f"{URL}/{order['id']}") == order


def test_list_is_empty_at_first(client: FlaskClient) -> None:
    assert read(client, URL) == {"items": [], "total": 0}


def test_list_is_given_in_pages(client: FlaskClient) -> None:
    rows = []
    for _ in range(5):
        response = client.post(URL, json=ORDER)
        rows.append(response.get_json())

    assert read(client, f"{URL}?limit=3") == {"items": rows[:3], "total": 5}
    assert read(client, f"{URL}?limit=3&offset=3") == {"items": rows[3:], "total": 5}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "limit=many"])
def test_page_out_of_bounds_is_refused(client: FlaskClient, query: str) -> None:
    response = client.get(f"{URL}?{query}")

    assert response.status_code == 422
    [refusal] = response.get_json()["errors"]
    assert (refusal["location"], refusal["field"]) == ("query", query.split("=")[0])


def test_replacing_resets_what_is_left_out(client: FlaskClient, order: dict[str, Any]) -> None:
    required = {"customer": "Customer 2", "total": "2.50"}

    response = client.put(f"{URL}/{order['id']}", json=required)

    assert response.status_code == 200
    expected = order | required
    assert response.get_json() == expected
    assert read(client, f"{URL}/{order['id']}") == expected


def test_updating_keeps_what_is_left_out(client: FlaskClient, order: dict[str, Any]) -> None:
    change = {"total": "2.50"}

    response = client.patch(f"{URL}/{order['id']}", json=change)

    assert response.status_code == 200
    assert response.get_json() == order | change
    assert read(client, f"{URL}/{order['id']}") == order | change


def test_deleted_order_is_gone(client: FlaskClient, order: dict[str, Any]) -> None:
    response = client.delete(f"{URL}/{order['id']}")

    assert response.status_code == 204
    assert read(client, URL) == {"items": [], "total": 0}


@pytest.mark.parametrize("method", ["get", "delete", "put", "patch"])
def test_missing_order_is_not_found(client: FlaskClient, method: str) -> None:
    content: dict[str, Any] = {"json": ORDER} if method in {"put", "patch"} else {}

    response = getattr(client, method)(f"{URL}/1", **content)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.get_json()["detail"] == "There is no order 1."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("customer", "x" * 201),
        ("customer", None),
        ("customer", 5),
        ("customer", "\x00"),
        ("total", "10000000000"),
        ("total", None),
        ("total", 1.5),
        ("total", "many"),
        ("no_such_field", "value"),
    ],
)
@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_invalid_value_is_refused(
    client: FlaskClient,
    order: dict[str, Any],
    method: str,
    field: str,
    value: object,
) -> None:
    path = URL if method == "post" else f"{URL}/{order['id']}"

    response = getattr(client, method)(path, json=ORDER | {field: value})

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    [refusal] = response.get_json()["errors"]
    assert (refusal["location"], refusal["field"].split(".")[0]) == ("body", field)
    assert read(client, URL) == {"items": [order], "total": 1}


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


@pytest.mark.parametrize("order_id", ["0", str(2**63), "x"])
def test_impossible_id_is_refused(client: FlaskClient, order_id: str) -> None:
    response = client.get(f"{URL}/{order_id}")

    assert response.status_code == 404
