"""Projects to plant faults in, and what is found in them."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from apigen.checking.examination import check_project, open_subject
from apigen.checking.finding import Finding
from apigen.checking.subject import Subject
from apigen.question import Value
from apigen.repository import commit, make_repository

from ..change.projects import CATALOG, Texts, draft, render, write

Check = Callable[[Subject], Iterator[Finding]]

FULL: Mapping[str, Value] = {
    "framework": "fastapi",
    "auth": "jwt",
    "database": "postgres",
    "deploy": ("docker",),
    "ci": "github",
}
FLASK: Mapping[str, Value] = {"framework": "flask", "with": ("pre-commit",)}


@cache
def _render(answers: tuple[tuple[str, Value], ...]) -> Texts:
    return render(draft(dict(answers)))


def make(place: Path, answers: Mapping[str, Value] = FULL) -> Path:
    """Write a project into `place`, and give its folder."""
    return write(place / "shop", _render(tuple(answers.items())))


def make_tracked(place: Path, answers: Mapping[str, Value] = FULL) -> Path:
    """Write a project that git tracks."""
    root = make(place, answers)
    paths = (p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    make_repository(root, tuple(sorted(path for path in paths if path != ".env")))
    return root


def track(root: Path, path: str, text: str) -> None:
    """Add a file to the repository."""
    write(root, {path: text})
    commit(root, (path,), "More")


def find(root: Path, kind: str = "") -> list[Finding]:
    """Check the project and give what is found, of one kind or all."""
    report = check_project(CATALOG, root)
    return [each for each in report.findings if kind in {"", each.kind}]


def look(root: Path, *checks: Check) -> list[Finding]:
    """Give what some checks find, which is quicker than all."""
    subject, _ = open_subject(CATALOG, root)
    return [finding for check in checks for finding in check(subject)]


def find_work(root: Path) -> list[tuple[str, str, int]]:
    """Give kind, path and line of all that needs work."""
    return [(e.kind, e.path, e.line) for e in check_project(CATALOG, root).work]


def replace(root: Path, path: str, old: str, new: str) -> None:
    """Change a text that is there once, or more often, in a file."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text, (path, old)
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
