import pytest
from flask.testing import FlaskClient

from shop.settings import Settings

PATHS = ["/docs", "/redoc", "/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
def test_docs_are_served(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("overrides", [{"docs_enabled": False}])
def test_docs_can_be_switched_off(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404


def test_document_names_every_error(client: FlaskClient) -> None:
    response = client.get("/openapi.json")

    paths = response.get_json()["paths"]
    replace = paths["/items/{item_id}"]["put"]
    assert set(replace["responses"]) == {"200", "400", "404", "409", "413", "415", "422"}
    assert list(replace["responses"]["404"]["content"]) == ["application/problem+json"]
    assert replace["requestBody"]["required"]
    assert list(paths["/healthz"]["get"]["responses"]) == ["200"]
    assert paths["/items"]["get"]["operationId"] == "get_items_list_items"


def test_docs_are_off_by_default(settings: Settings) -> None:
    assert not Settings(_env_file=None, secret_key=settings.secret_key).docs_enabled
