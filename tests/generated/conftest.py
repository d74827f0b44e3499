"""Fixtures of the product tests: the real catalog and one environment for each framework."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apigen import formatting
from apigen.catalog import Catalog, load_catalog

from ..postgresql import Server, needs_server, run_server
from .workshop import Workshop, build_workshop


@pytest.fixture(scope="session", autouse=True)
def _each_text_is_formatted_once() -> Iterator[None]:
    """Give what ruff made of a text before, as projects share most of theirs."""
    run, known = formatting._run, {}

    def run_once(command: list[str], text: str, path: str, root: Path) -> str:
        if "--isolated" not in command:  # settings, which may be of any project, have a say
            return run(command, text, path, root)
        key = (*command, text, path)
        if key not in known:
            known[key] = run(command, text, path, root)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formatting, "_run", run_once)
        yield


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


@pytest.fixture
def give_database(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Give a project that needs one a database on that server."""

    def give(project: Path) -> None:
        if needs_server(project):
            request.getfixturevalue("postgresql").serve(project)

    return give
