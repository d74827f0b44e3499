from typing import Any

import pytest
from httpx2 import AsyncClient

BOLT = {"name": "Bolt", "description": "M6, steel", "quantity": 100}


async def create(client: AsyncClient, **fields: Any) -> Any:
    response = await client.post("/items", json=BOLT | fields)
    assert response.status_code == 201
    return response.json()


async def read(client: AsyncClient, path: str) -> Any:
    response = await client.get(path)
    assert response.status_code == 200
    return response.json()


async def test_created_item_can_be_read(client: AsyncClient) -> None:
    response = await client.post("/items", json=BOLT)

    assert response.status_code == 201
    item = response.json()
    assert item == BOLT | {"id": item["id"]}
    assert response.headers["Location"] == f"/items/{item['id']}"
    assert await read(client, f"/items/{item['id']}") == item


async def test_list_is_empty_at_first(client: AsyncClient) -> None:
    assert await read(client, "/items") == {"items": [], "total": 0}


async def test_list_is_given_in_pages(client: AsyncClient) -> None:
    items = [await create(client, name=f"Item {number}") for number in range(5)]

    assert await read(client, "/items?limit=3") == {"items": items[:3], "total": 5}
    assert await read(client, "/items?limit=3&offset=3") == {"items": items[3:], "total": 5}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "limit=many"])
async def test_page_out_of_bounds_is_refused(client: AsyncClient, query: str) -> None:
    response = await client.get(f"/items?{query}")

    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert (error["location"], error["field"]) == ("query", query.split("=")[0])


async def test_replacing_resets_what_is_left_out(client: AsyncClient) -> None:
    item = await create(client)

    response = await client.put(f"/items/{item['id']}", json={"name": "Nut"})

    assert response.status_code == 200
    expected = {"id": item["id"], "name": "Nut", "description": None, "quantity": 0}
    assert response.json() == expected
    assert await read(client, f"/items/{item['id']}") == expected


async def test_updating_keeps_what_is_left_out(client: AsyncClient) -> None:
    item = await create(client)

    response = await client.patch(f"/items/{item['id']}", json={"quantity": 7})

    assert response.status_code == 200
    assert response.json() == item | {"quantity": 7}
    assert await read(client, f"/items/{item['id']}") == item | {"quantity": 7}


async def test_deleted_item_is_gone(client: AsyncClient) -> None:
    item = await create(client)

    response = await client.delete(f"/items/{item['id']}")

    assert response.status_code == 204
    assert await read(client, "/items") == {"items": [], "total": 0}


@pytest.mark.parametrize(
    ("method", "request_body"),
    [("get", {}), ("delete", {}), ("put", {"json": BOLT}), ("patch", {"json": BOLT})],
)
async def test_missing_item_is_not_found(
    client: AsyncClient,
    method: str,
    request_body: dict[str, Any],
) -> None:
    response = await getattr(client, method)("/items/1", **request_body)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "There is no item 1."


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
async def test_invalid_value_is_refused(
    client: AsyncClient,
    method: str,
    field: str,
    value: object,
) -> None:
    item = await create(client)
    path = "/items" if method == "post" else f"/items/{item['id']}"

    response = await getattr(client, method)(path, json=BOLT | {field: value})

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    [error] = response.json()["errors"]
    assert (error["location"], error["field"]) == ("body", field)
    assert await read(client, "/items") == {"items": [item], "total": 1}


@pytest.mark.parametrize("body", [b"{", b"\xff", b"null", b"", b"[" * 100_000])
async def test_broken_json_is_refused(client: AsyncClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = await client.post("/items", content=body, headers=headers)

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


async def test_body_must_be_announced_as_json(client: AsyncClient) -> None:
    headers = {"Content-Type": "text/plain"}
    response = await client.post("/items", content=b'{"name": "Bolt"}', headers=headers)

    assert response.status_code == 415


async def test_whole_number_may_have_a_point(client: AsyncClient) -> None:
    item = await create(client, quantity=2.0)

    assert item["quantity"] == 2


@pytest.mark.parametrize("item_id", ["0", str(2**63), "x"])
async def test_impossible_id_is_refused(client: AsyncClient, item_id: str) -> None:
    response = await client.get(f"/items/{item_id}")

    assert response.status_code == 422
