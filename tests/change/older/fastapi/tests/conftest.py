from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import create_engine

from shop.app import create_app
from shop.models import Base
from shop.settings import Settings


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def overrides() -> dict[str, Any]:
    """Settings that a test wants otherwise; it parametrizes this fixture."""
    return {}


@pytest.fixture
def settings(overrides: dict[str, Any], database_url: str) -> Settings:
    values: dict[str, Any] = {
        "secret_key": "for tests only, 32 characters long",
        "docs_enabled": True,
        "database_url": database_url,
    }
    return Settings(_env_file=None, **values | overrides)


@pytest.fixture
def empty_database_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/test.db"


@pytest.fixture
def database_url(tmp_path: Path, empty_database_url: str) -> str:
    """Give each test a database of its own, with all tables."""
    engine = create_engine(f"sqlite:///{tmp_path}/test.db")
    Base.metadata.create_all(engine)
    engine.dispose()
    return empty_database_url


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        yield client
