from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

ROOT = Path(__file__).parents[1]


@pytest.fixture
def config(empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("SECRET_KEY", "for tests only, 32 characters long")
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    return Config(toml_file=ROOT / "pyproject.toml")


def test_migrations_go_up_down_and_up_again(config: Config) -> None:
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    command.upgrade(config, "head")


def test_models_and_migrations_agree(config: Config) -> None:
    command.upgrade(config, "head")
    command.check(config)
