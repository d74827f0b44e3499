import asyncio
import json
import logging
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
import structlog
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from httpx2 import AsyncClient
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from shop import logs, middleware, openapi
from shop.settings import Settings, load_settings

DOCS = ["/docs", "/redoc", "/openapi.json"]
ROOT = Path(__file__).parents[1]
ORIGIN = "https://app.example.com"
BODY = {"name": "Bolt"}


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    with capture_logs(processors=[merge_contextvars]) as entries:
        yield entries


@pytest.fixture
def crashing_app(app: FastAPI) -> FastAPI:
    def crash() -> str:
        raise RuntimeError("internal")

    app.add_api_route("/crash", crash)
    return app


@pytest.fixture
def echoing_app(app: FastAPI) -> FastAPI:
    async def echo(body: dict[str, Any]) -> dict[str, Any]:
        return body

    app.add_api_route("/echo", echo, methods=["POST"])
    app.add_api_route("/echo", echo, methods=["PUT"])
    return app


async def test_process_is_alive(client: AsyncClient) -> None:
    response = await client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


async def test_application_is_ready(client: AsyncClient) -> None:
    response = await client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


async def test_application_is_not_ready_without_its_database(
    client: AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, ConnectionError())

    monkeypatch.setattr(AsyncSession, "execute", fail)
    response = await client.get("/readyz")

    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"


async def test_who_meets_a_lost_database_may_come_again(
    app: FastAPI,
    client: AsyncClient,
) -> None:
    def crash() -> str:
        raise OperationalError("SELECT 1", {}, ConnectionError())

    app.add_api_route("/crash", crash)
    response = await client.get("/crash")

    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Retry-After"]
    assert "SELECT" not in response.text


def test_database_of_another_kind_is_refused(settings: Settings) -> None:
    url = "mysql://127.0.0.1/shop"
    with pytest.raises(ValidationError, match="database_url"):
        Settings(_env_file=None, secret_key=settings.secret_key, database_url=url)


async def test_unknown_path_is_a_problem(client: AsyncClient) -> None:
    response = await client.get("/nowhere")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {"type": "about:blank", "title": "Not Found", "status": 404}


@pytest.mark.usefixtures("echoing_app")
async def test_unknown_method_names_the_known_ones(client: AsyncClient) -> None:
    response = await client.delete("/echo")

    assert response.status_code == 405
    assert {"POST", "PUT"} <= set(response.headers["Allow"].split(", "))


async def test_every_answer_has_security_headers(client: AsyncClient) -> None:
    response = await client.get("/nowhere")

    assert response.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_request_is_logged_with_its_id(client: AsyncClient, logged: list[Any]) -> None:
    response = await client.get("/nowhere", headers={"X-Request-ID": "from-outside"})

    assert response.headers["X-Request-ID"] == "from-outside"
    assert logged == [
        {
            "event": "request",
            "log_level": "info",
            "request_id": "from-outside",
            "method": "GET",
            "path": "/nowhere",
            "status": 404,
            "duration_ms": ANY,
        }
    ]


async def test_harmful_request_id_is_replaced(client: AsyncClient) -> None:
    response = await client.get("/healthz", headers={"X-Request-ID": "<script>"})

    assert len(response.headers["X-Request-ID"]) == 32


@pytest.mark.parametrize("overrides", [{"cors_origins": [ORIGIN]}])
@pytest.mark.usefixtures("crashing_app")
async def test_crash_is_logged_and_gives_nothing_away(
    client: AsyncClient,
    logged: list[Any],
) -> None:
    response = await client.get("/crash", headers={"Origin": ORIGIN})

    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Request-ID"]
    assert response.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "internal" not in response.text
    assert logged[-1]["status"] == 500


@pytest.mark.parametrize("overrides", [{"max_body_bytes": len(json.dumps(BODY))}])
@pytest.mark.parametrize(("space", "status"), [(b"", 200), (b" ", 413)])
@pytest.mark.usefixtures("echoing_app")
async def test_body_is_limited(client: AsyncClient, space: bytes, status: int) -> None:
    response = await client.post(
        "/echo",
        content=json.dumps(BODY).encode() + space,
        headers={"Content-Type": "application/json"},
    )

    assert response.status_code == status


@pytest.mark.parametrize("overrides", [{"max_body_bytes": 10}])
@pytest.mark.usefixtures("echoing_app")
async def test_large_body_without_a_length_is_refused(client: AsyncClient) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b'{"name": '
        yield b'"Bolt"}'

    headers = {"Content-Type": "application/json"}
    response = await client.post("/echo", content=stream(), headers=headers)

    assert response.status_code == 413


@pytest.mark.usefixtures("echoing_app")
async def test_slow_body_is_given_up(client: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b'{"name": '
        await asyncio.sleep(60)

    monkeypatch.setattr(middleware, "BODY_SECONDS", 0.1)
    headers = {"Content-Type": "application/json"}
    response = await client.post("/echo", content=stream(), headers=headers)

    assert response.status_code == 408


async def test_other_origins_are_not_allowed(client: AsyncClient) -> None:
    response = await client.get("/healthz", headers={"Origin": ORIGIN})

    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("overrides", [{"cors_origins": [ORIGIN]}])
@pytest.mark.parametrize(
    ("origin", "allowed"), [(ORIGIN, ORIGIN), ("https://evil.example.com", None)]
)
async def test_configured_origin_is_allowed(
    client: AsyncClient,
    origin: str,
    allowed: str | None,
) -> None:
    response = await client.get("/healthz", headers={"Origin": origin})

    assert response.headers.get("Access-Control-Allow-Origin") == allowed


@pytest.mark.parametrize("overrides", [{"cors_origins": [ORIGIN]}])
async def test_configured_origin_may_change_things(client: AsyncClient) -> None:
    headers = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "content-type",
    }
    response = await client.options("/healthz", headers=headers)

    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "PATCH" in response.headers["Access-Control-Allow-Methods"]
    assert response.headers["Access-Control-Allow-Headers"] == "content-type"


@pytest.mark.parametrize("origin", ["https://*.example.com", "https://app.example.com/", "app"])
def test_origin_that_would_not_match_is_refused(settings: Settings, origin: str) -> None:
    with pytest.raises(ValidationError, match="cors_origins"):
        Settings(_env_file=None, secret_key=settings.secret_key, cors_origins=[origin])


@pytest.mark.parametrize(
    "secret",
    ["", "changethis", "x" * 31, "x" * 64, "changethis-" * 4, "your-secret-key-your-secret-key"],
)
def test_weak_secret_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch,
    secret: str,
) -> None:
    monkeypatch.setenv("SECRET_KEY", secret)

    with pytest.raises(ValidationError, match="secret_key") as refusal:
        Settings(_env_file=None)
    assert not secret or secret not in str(refusal.value)


@pytest.mark.parametrize(
    ("origins", "fault"),
    [('["app"]', "CORS_ORIGINS.0: "), ("app", "CORS_ORIGINS: must be a JSON list")],
)
def test_start_is_refused_with_a_line_for_each_fault(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    origins: str,
    fault: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    monkeypatch.setenv("CORS_ORIGINS", origins)

    with pytest.raises(SystemExit, match="1"):
        load_settings()
    printed = capsys.readouterr().err
    for start in ("SECRET_KEY: ", "LOG_LEVEL: ", fault):
        assert f"Settings: {start}" in printed
    assert "Traceback" not in printed


def test_defaults_are_for_production(settings: Settings) -> None:
    defaults = Settings(_env_file=None, secret_key=settings.secret_key)

    assert (defaults.log_level, defaults.log_format) == ("INFO", "json")
    assert (defaults.cors_origins, defaults.max_body_bytes) == ([], 1024 * 1024)
    assert settings.secret_key.get_secret_value() not in repr(defaults)


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_no_text_makes_a_second_log_line(
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    log_format: str,
) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    logs.configure(settings.model_copy(update={"log_format": log_format}))
    structlog.get_logger().info("request", path="/nowhere\r\nforged")
    logging.getLogger("library").warning("seen: %s", "/nowhere\r\nforged")
    structlog.reset_defaults()

    assert len(capsys.readouterr().err.splitlines()) == 2


def test_logs_are_json_lines(
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    logs.configure(settings)
    structlog.get_logger().info("ours", request_id="1")
    logging.getLogger("library").warning("theirs")
    structlog.reset_defaults()

    ours, theirs = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (ours["event"], ours["level"], ours["request_id"]) == ("ours", "info", "1")
    assert (theirs["event"], theirs["level"]) == ("theirs", "warning")


@pytest.fixture
def migrations(empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("SECRET_KEY", "for tests only, 32 characters long")
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    return Config(toml_file=ROOT / "pyproject.toml")


def test_migrations_go_up_down_and_up_again(migrations: Config) -> None:
    command.upgrade(migrations, "head")
    command.downgrade(migrations, "base")
    command.upgrade(migrations, "head")


def test_models_and_migrations_agree(migrations: Config) -> None:
    command.upgrade(migrations, "head")
    command.check(migrations)


@pytest.mark.parametrize("path", DOCS)
async def test_docs_are_served(client: AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert response.status_code == 200


@pytest.mark.parametrize("page", ["/docs", "/redoc"])
async def test_docs_load_nothing_from_elsewhere(client: AsyncClient, page: str) -> None:
    response = await client.get(page)

    assert "'unsafe-" not in response.text
    links = re.findall(r'(?:src|href|spec-url)="(?!data:)([^"]+)"', response.text)
    assert links
    for link in links:
        asset = await client.get(f"/{link}")
        assert asset.status_code == 200
        assert "https://cdn.redoc.ly" not in asset.text


@pytest.mark.parametrize("path", [*DOCS, "/docs/start.js", "/docs/redoc.js"])
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
    assert "503" in paths["/readyz"]["get"]["responses"]
    for operation in operations:
        for status, answer in operation["responses"].items():
            assert status < "400" or list(answer["content"]) == ["application/problem+json"]
        if "requestBody" in operation:
            assert operation["requestBody"]["required"]
            assert {"400", "413", "415", "422"} <= set(operation["responses"])


async def test_document_describes_every_tag(client: AsyncClient) -> None:
    response = await client.get("/openapi.json")

    document = response.json()
    operations = [each for path in document["paths"].values() for each in path.values()]
    described = {tag["name"] for tag in document["tags"] if tag["description"]}
    assert described == {tag for each in operations for tag in each["tags"]}


def test_document_can_be_written_and_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["make-openapi", "--check"])
    with pytest.raises(SystemExit, match="run `uv run make-openapi`"):
        openapi.main()

    monkeypatch.setattr(sys, "argv", ["make-openapi"])
    openapi.main()
    monkeypatch.setattr(sys, "argv", ["make-openapi", "--check"])
    openapi.main()


def test_docs_are_off_by_default(settings: Settings) -> None:
    assert not Settings(_env_file=None, secret_key=settings.secret_key).docs_enabled
