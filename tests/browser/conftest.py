"""Chromium for the browser checks: where it is missing they fail and say so."""

import os
import shutil
from collections.abc import Iterator

import pytest

from .chromium import Visit, open_browser

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program: what CHROMIUM says, or the first that is on the PATH."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if not found:
        pytest.fail("There is no Chromium: install it, or say where it is by CHROMIUM=PATH.")
    return found


@pytest.fixture
def visit(chromium: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A browser of this test's own."""
    with open_browser(chromium, request.node.name) as made:
        yield made
