import pytest
from flask.testing import FlaskClient

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

    responses = response.get_json()["paths"]["/items/{item_id}"]["put"]["responses"]
    assert set(responses) == {"200", "400", "404", "413", "422"}
    assert list(responses["404"]["content"]) == ["application/problem+json"]
