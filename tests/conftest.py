"""Fixtures that all tests share."""

from pathlib import Path

import pytest

from apigen.catalog import Catalog, load_catalog

from .quick import make_quick
from .tools import write_toy


def pytest_configure() -> None:
    """Be quick, in this process and in those that it starts."""
    make_quick()


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The toy templates, in a folder of their own."""
    return write_toy(tmp_path / "toy")


@pytest.fixture
def catalog(toy: Path) -> Catalog:
    """The catalog of the toy templates."""
    return load_catalog(toy)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder in which to make projects."""
    folder = tmp_path / "place"
    folder.mkdir()
    return folder
