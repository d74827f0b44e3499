"""Fixtures of the product tests: the real catalog and one environment for each framework."""

import pytest

from apigen.catalog import Catalog, load_catalog

from .workshop import Workshop, build_workshop


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
