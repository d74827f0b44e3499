import pytest
from flask import Flask
from flask.testing import FlaskClient

from shop.app import create_app
from shop.settings import Settings


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, greeting="Good morning")


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
