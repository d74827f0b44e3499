"""Projects that features have come to, and gone from, hold what is asked of any project."""

from collections.abc import Callable
from pathlib import Path

import pytest

from apigen.question import FRAMEWORKS

from ..change.features import BARE, FEATURES, edit_all, say
from ..change.projects import change, draft, render, write
from .combinations import IS_FULL
from .workshop import Workshop

# One after the other in one project; the full matrix tries each by itself, too.
_TURNS = (("sqlite", "jwt", "docs", "kubernetes"),)
_EACH = tuple((feature.word,) for feature in FEATURES if feature.key != "auth")
_USERS = tuple(("sqlite", feature.word) for feature in FEATURES if feature.key == "auth")
TURNS = (*_TURNS, *_EACH, *_USERS) if IS_FULL else _TURNS


@pytest.mark.parametrize("words", TURNS, ids="-".join)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_changed_project_is_as_good_as_a_new_one(
    framework: str,
    words: tuple[str, ...],
    tmp_path: Path,
    workshops: dict[str, Workshop],
    give_database: Callable[[Path], None],
) -> None:
    project = tmp_path / "shop"
    texts = render(draft(say(framework, BARE)))
    write(project, edit_all(texts, texts))

    for word in words:
        assert not change(project, "add", [word]).conflicts
    settings = (project / ".env").read_bytes()
    give_database(project)
    _check(workshops[framework], project)

    (project / ".env").write_bytes(settings)
    for word in reversed(words):
        assert not change(project, "remove", [word]).conflicts
    _check(workshops[framework], project)


def _check(workshop: Workshop, project: Path) -> None:
    workshop.install(project)
    workshop.run(project, "ruff", "check")
    workshop.run(project, "ruff", "format", "--check")
    workshop.run(project, "mypy", "--cache-dir", str(workshop.folder / "mypy"))
    workshop.run(project, "pytest", "-p", "no:cacheprovider", "-q")
