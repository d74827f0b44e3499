from io import BytesIO

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import ValidationError
from structlog.testing import capture_logs

from shop.settings import Settings


def test_unknown_path_is_a_problem(client: FlaskClient) -> None:
    response = client.get("/nowhere")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.get_json()["title"] == "Not Found"


def test_unknown_method_names_the_known_ones(client: FlaskClient) -> None:
    response = client.post("/healthz")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_crash_is_a_problem_that_gives_nothing_away(
    app: APIFlask,
    client: FlaskClient,
) -> None:
    def crash() -> str:
        raise RuntimeError("internal")

    app.add_url_rule("/crash", view_func=crash)
    response = client.get("/crash")

    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Request-ID"]
    assert "internal" not in response.text


def test_every_answer_has_security_headers(client: FlaskClient) -> None:
    response = client.get("/healthz")

    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_request_is_logged_with_its_id(client: FlaskClient) -> None:
    with capture_logs() as logs:
        response = client.get("/healthz", headers={"X-Request-ID": "from-outside"})

    assert response.headers["X-Request-ID"] == "from-outside"
    assert [(log["path"], log["status"]) for log in logs] == [("/healthz", 200)]


def test_harmful_request_id_is_replaced(client: FlaskClient) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "<script>"})

    assert len(response.headers["X-Request-ID"]) == 32


@pytest.mark.parametrize("overrides", [{"max_body_bytes": 10}])
def test_large_body_is_refused(client: FlaskClient) -> None:
    response = client.post("/items", json={"name": "Bolt"})

    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("overrides", [{"max_body_bytes": 10}])
def test_large_body_without_a_length_is_refused(client: FlaskClient) -> None:
    response = client.post(
        "/items",
        input_stream=BytesIO(b'{"name": "Bolt"}'),
        headers={"Content-Type": "application/json", "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert response.status_code == 413


def test_other_origins_are_not_allowed(client: FlaskClient) -> None:
    response = client.get("/healthz", headers={"Origin": "https://app.example.com"})

    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("overrides", [{"cors_origins": ["https://app.example.com"]}])
def test_configured_origin_is_allowed(client: FlaskClient) -> None:
    response = client.get("/healthz", headers={"Origin": "https://app.example.com"})

    assert response.headers["Access-Control-Allow-Origin"] == "https://app.example.com"


@pytest.mark.parametrize("secret", ["", "changethis"])
def test_weak_secret_is_refused(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("SECRET_KEY", secret)

    with pytest.raises(ValidationError, match="secret_key"):
        Settings(_env_file=None)


def test_secret_is_not_shown(settings: Settings) -> None:
    assert settings.secret_key.get_secret_value() not in repr(settings)
