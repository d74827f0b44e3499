import pytest
from httpx2 import AsyncClient

PATHS = ["/docs", "/redoc", "/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
async def test_docs_are_served(client: AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert response.status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("overrides", [{"docs_enabled": False}])
async def test_docs_can_be_switched_off(client: AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert response.status_code == 404


async def test_document_names_every_error(client: AsyncClient) -> None:
    response = await client.get("/openapi.json")

    responses = response.json()["paths"]["/items/{item_id}"]["put"]["responses"]
    assert set(responses) == {"200", "400", "404", "413", "422"}
    assert list(responses["404"]["content"]) == ["application/problem+json"]
