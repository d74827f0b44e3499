import pytest
from flask.testing import FlaskClient


def test_process_is_alive(client: FlaskClient) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.get_json() == {"status": "ok"}


@pytest.mark.parametrize(("query", "name"), [("", "World"), ("?name=Ada", "Ada")])
def test_greets_by_name(client: FlaskClient, query: str, name: str) -> None:
    response = client.get(f"/greeting{query}")

    assert response.status_code == 200
    assert response.get_json() == {"greeting": f"Good morning, {name}!"}


def test_long_name_is_refused(client: FlaskClient) -> None:
    response = client.get("/greeting?name=" + "x" * 101)

    assert response.status_code == 422
