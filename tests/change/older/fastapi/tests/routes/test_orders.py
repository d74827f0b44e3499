from typing import Any

import pytest
from httpx2 import AsyncClient

URL = "/orders"
ORDER = {"customer": "Customer", "total": "1.50"}


@pytest.fixture
async def order(client: AsyncClient) -> Any:
    """An order that is there."""
    response = await client.post(URL, json=ORDER)
    assert response.status_code == 201
    return response.json()


async def read(client: AsyncClient, path: str) -> Any:
    response = await client.get(path)
    assert response.status_code == 200
    return response.json()


async def test_created_order_is_given_back(client: AsyncClient) -> None:
    response = await client.post(URL, json=ORDER)

    assert response.status_code == 201
    order = response.json()
    assert order == ORDER | {"id": order["id"]}
    assert response.headers["Location"] == f"{URL}/{order['id']}"
    assert await read(client, f"{URL}/{order['id']}") == order


async def test_list_is_empty_at_first(client: AsyncClient) -> None:
    assert await read(client, URL) == {"items": [], "total": 0}


async def test_list_is_given_in_pages(client: AsyncClient) -> None:
    rows = []
    for _ in range(5):
        response = await client.post(URL, json=ORDER)
        rows.append(response.json())

    assert await read(client, f"{URL}?limit=3") == {"items": rows[:3], "total": 5}
    assert await read(client, f"{URL}?limit=3&offset=3") == {"items": rows[3:], "total": 5}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "limit=many"])
async def test_page_out_of_bounds_is_refused(client: AsyncClient, query: str) -> None:
    response = await client.get(f"{URL}?{query}")

    assert response.status_code == 422
    [refusal] = response.json()["errors"]
    assert (refusal["location"], refusal["field"]) == ("query", query.split("=")[0])


async def test_replacing_resets_what_is_left_out(
    client: AsyncClient, order: dict[str, Any]
) -> None:
    required = {"customer": "Customer 2", "total": "2.50"}

    response = await client.put(f"{URL}/{order['id']}", json=required)

    assert response.status_code == 200
    expected = order | required
    assert response.json() == expected
    assert await read(client, f"{URL}/{order['id']}") == expected


async def test_updating_keeps_what_is_left_out(client: AsyncClient, order: dict[str, Any]) -> None:
    change = {"total": "2.50"}

    response = await client.patch(f"{URL}/{order['id']}", json=change)

    assert response.status_code == 200
    assert response.json() == order | change
    assert await read(client, f"{URL}/{order['id']}") == order | change


async def test_deleted_order_is_gone(client: AsyncClient, order: dict[str, Any]) -> None:
    response = await client.delete(f"{URL}/{order['id']}")

    assert response.status_code == 204
    assert await read(client, URL) == {"items": [], "total": 0}


@pytest.mark.parametrize("method", ["get", "delete", "put", "patch"])
async def test_missing_order_is_not_found(client: AsyncClient, method: str) -> None:
    content: dict[str, Any] = {"json": ORDER} if method in {"put", "patch"} else {}

    response = await getattr(client, method)(f"{URL}/1", **content)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "There is no order 1."


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
async def test_invalid_value_is_refused(
    client: AsyncClient,
    order: dict[str, Any],
    method: str,
    field: str,
    value: object,
) -> None:
    path = URL if method == "post" else f"{URL}/{order['id']}"

    response = await getattr(client, method)(path, json=ORDER | {field: value})

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    [refusal] = response.json()["errors"]
    assert (refusal["location"], refusal["field"].split(".")[0]) == ("body", field)
    assert await read(client, URL) == {"items": [order], "total": 1}


@pytest.mark.parametrize("broken", [b"{", b"\xff", b"null", b"", b"[" * 100_000])
async def test_broken_json_is_refused(client: AsyncClient, broken: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = await client.post(URL, content=broken, headers=headers)

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


async def test_body_must_be_announced_as_json(client: AsyncClient) -> None:
    headers = {"Content-Type": "text/plain"}
    response = await client.post(URL, content=b"{}", headers=headers)

    assert response.status_code == 415


@pytest.mark.parametrize("order_id", ["0", str(2**63), "x"])
async def test_impossible_id_is_refused(client: AsyncClient, order_id: str) -> None:
    response = await client.get(f"{URL}/{order_id}")

    assert response.status_code == 422
