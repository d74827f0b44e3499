"""Fixtures that all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from apigen.catalog import Catalog, load_catalog

from .generated.workshop import Workshop, build_workshop
from .postgresql import Server, run_server
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


@pytest.fixture(scope="session")
def real_catalog() -> Catalog:
    """The catalog of the templates in this checkout."""
    return load_catalog()


@pytest.fixture(scope="session")
def workshops(
    tmp_path_factory: pytest.TempPathFactory, real_catalog: Catalog
) -> dict[str, Workshop]:
    """One environment for each framework, shared by all its projects."""
    folder = tmp_path_factory.mktemp("workshops")
    return {
        name: build_workshop(folder / name, real_catalog, name) for name in real_catalog.frameworks
    }


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A database server for all projects that need one."""
    with run_server() as server:
        yield server
