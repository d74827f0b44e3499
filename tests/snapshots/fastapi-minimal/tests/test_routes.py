import pytest
from httpx2 import AsyncClient


async def test_process_is_alive(client: AsyncClient) -> None:
    response = await client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.parametrize(("query", "name"), [("", "World"), ("?name=Ada", "Ada")])
async def test_greets_by_name(client: AsyncClient, query: str, name: str) -> None:
    response = await client.get(f"/greeting{query}")

    assert response.status_code == 200
    assert response.json() == {"greeting": f"Good morning, {name}!"}


async def test_long_name_is_refused(client: AsyncClient) -> None:
    response = await client.get("/greeting?name=" + "x" * 101)

    assert response.status_code == 422
