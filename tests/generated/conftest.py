"""Fixtures of the product tests: quick formatting, and a database for each project that needs one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apigen import formatting

from ..postgresql import needs_server


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


@pytest.fixture
def give_database(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Give a project that needs one a database on that server."""

    def give(project: Path) -> None:
        if needs_server(project):
            request.getfixturevalue("postgresql").serve(project)

    return give
