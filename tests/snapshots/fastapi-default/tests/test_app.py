from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from pydantic import ValidationError
from structlog.testing import capture_logs

from shop.settings import Settings


async def test_unknown_path_is_a_problem(client: AsyncClient) -> None:
    response = await client.get("/nowhere")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "Not Found"


async def test_unknown_method_names_the_known_ones(client: AsyncClient) -> None:
    response = await client.post("/healthz")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


async def test_crash_is_a_problem_that_gives_nothing_away(
    app: FastAPI,
    client: AsyncClient,
) -> None:
    def crash() -> str:
        raise RuntimeError("internal")

    app.add_api_route("/crash", crash)
    response = await client.get("/crash")

    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Request-ID"]
    assert "internal" not in response.text


async def test_every_answer_has_security_headers(client: AsyncClient) -> None:
    response = await client.get("/healthz")

    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_request_is_logged_with_its_id(client: AsyncClient) -> None:
    with capture_logs() as logs:
        response = await client.get("/healthz", headers={"X-Request-ID": "from-outside"})

    assert response.headers["X-Request-ID"] == "from-outside"
    assert [(log["path"], log["status"]) for log in logs] == [("/healthz", 200)]


async def test_harmful_request_id_is_replaced(client: AsyncClient) -> None:
    response = await client.get("/healthz", headers={"X-Request-ID": "<script>"})

    assert len(response.headers["X-Request-ID"]) == 32


@pytest.mark.parametrize("overrides", [{"max_body_bytes": 10}])
async def test_large_body_is_refused(client: AsyncClient) -> None:
    response = await client.post("/items", json={"name": "Bolt"})

    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("overrides", [{"max_body_bytes": 10}])
async def test_large_body_without_a_length_is_refused(client: AsyncClient) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b'{"name": '
        yield b'"Bolt"}'

    headers = {"Content-Type": "application/json"}
    response = await client.post("/items", content=stream(), headers=headers)

    assert response.status_code == 413


async def test_other_origins_are_not_allowed(client: AsyncClient) -> None:
    response = await client.get("/healthz", headers={"Origin": "https://app.example.com"})

    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("overrides", [{"cors_origins": ["https://app.example.com"]}])
async def test_configured_origin_is_allowed(client: AsyncClient) -> None:
    response = await client.get("/healthz", headers={"Origin": "https://app.example.com"})

    assert response.headers["Access-Control-Allow-Origin"] == "https://app.example.com"


@pytest.mark.parametrize("secret", ["", "changethis"])
def test_weak_secret_is_refused(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("SECRET_KEY", secret)

    with pytest.raises(ValidationError, match="secret_key"):
        Settings(_env_file=None)


def test_secret_is_not_shown(settings: Settings) -> None:
    assert settings.secret_key.get_secret_value() not in repr(settings)
