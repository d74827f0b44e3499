from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from postgresql_server import make_database, open_server
from sqlalchemy import URL, create_engine

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


@pytest.fixture(autouse=True)
def any_database_url(no_settings_from_outside: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let settings be made without saying where the database is, which has no default."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@localhost/nothing")


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    with open_server() as url:
        yield url


@pytest.fixture
def empty_database_url(server: URL) -> Iterator[str]:
    with make_database(server) as url:
        yield url


@pytest.fixture(scope="session")
def database_url(server: URL) -> Iterator[str]:
    """Give a database with all tables; what tests do there is rolled back."""
    with make_database(server) as url:
        engine = create_engine(url)
        Base.metadata.create_all(engine)
        engine.dispose()
        yield url


@contextmanager
def roll_back(app: APIFlask) -> Iterator[None]:
    """Keep what sessions commit in one transaction, and undo it."""
    new_session = app.extensions["new_session"]
    with app.extensions["engine"].connect() as connection:
        connection.begin()
        new_session.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield


@pytest.fixture
def app(settings: Settings) -> Iterator[APIFlask]:
    app = create_app(settings)
    with roll_back(app):
        yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()
