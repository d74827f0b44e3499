import pytest
from httpx2 import AsyncClient

from shop.settings import Settings

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

    paths = response.json()["paths"]
    assert list(paths["/healthz"]["get"]["responses"]) == ["200"]
    operations = [each for path in paths.values() for each in path.values()]
    assert len({each["operationId"] for each in operations}) == len(operations)
    for operation in operations:
        for status, answer in operation["responses"].items():
            assert status < "400" or list(answer["content"]) == ["application/problem+json"]
        if "requestBody" in operation:
            assert operation["requestBody"]["required"]
            assert {"400", "413", "415", "422"} <= set(operation["responses"])


def test_docs_are_off_by_default(settings: Settings) -> None:
    assert not Settings(_env_file=None, secret_key=settings.secret_key).docs_enabled
