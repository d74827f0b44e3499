from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
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
    return f"sqlite:///{tmp_path}/test.db"


@pytest.fixture
def database_url(tmp_path: Path, empty_database_url: str) -> str:
    """Give each test a database of its own, with all tables."""
    engine = create_engine(f"sqlite:///{tmp_path}/test.db")
    Base.metadata.create_all(engine)
    engine.dispose()
    return empty_database_url


@pytest.fixture
def app(settings: Settings) -> Iterator[APIFlask]:
    app = create_app(settings)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()
