"""Compares what the project is installed with, or lets in, with the advisories that apigen knows."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..change.versions import Version
from .finding import Finding
from .lock import LOCK_FILE
from .locking import read_project_lock
from .requirements import Requirement, list_declared, list_grouped, normalise, read_release
from .subject import Subject

_FILE = Path(__file__).with_name("advisories.toml")
# What a requirement in pyproject.toml begins with.
_NAME = re.compile(r"[\"']([A-Za-z0-9][\w.-]*)")
_NONE: Version = ((0,), (0, 0), -1, 0.0)


@dataclass(frozen=True)
class Advisory:
    """A fault that is known: in `package` from `since` on, and before `fixed`; nothing is every version."""

    id: str
    package: str
    fixed: str
    what: str
    link: str
    since: str = ""

    def is_about(self, version: Version) -> bool:
        """Whether a version has the fault."""
        first = read_release(self.since) if self.since else _NONE
        fixed = read_release(self.fixed)
        return first is not None and fixed is not None and first <= version < fixed


@cache
def load_advisories() -> tuple[str, tuple[Advisory, ...]]:
    """Give the day up to which advisories were looked for, and those that were found."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return table["as_of"], tuple(Advisory(**entry) for entry in table["advisory"])


def check_advisories(subject: Subject) -> Iterator[Finding]:
    """Find locked versions with a fault that is known; or, where nothing is locked, bounds that let one in."""
    lock = read_project_lock(subject)
    if lock is not None:
        for name, text, line in lock.versions:
            for known in _find(name, read_release(text)):
                message = f"{name} {text}: {known.what} ({known.id}; {known.link})."
                action = f"uv lock --upgrade-package {name}, which must give {known.fixed} or later"
                yield Finding("advisory", message, LOCK_FILE, line, action, needs_work=True)
        return
    if subject.places.look(LOCK_FILE) is None:
        yield from _check_bounds(subject)


def _check_bounds(subject: Subject) -> Iterator[Finding]:
    groups = list_grouped(subject.pyproject)
    ways: list[tuple[str, Iterable[Requirement]]] = [("", list_declared(subject.pyproject))]
    ways += [(f"--group {name} ", requirements) for name, requirements in groups.items()]
    text = (subject.places.read("pyproject.toml") or b"").decode(errors="replace")
    for option, requirements in ways:
        for requirement in requirements:
            lowest = requirement.lowest
            for known in _find(requirement.name, lowest[1]) if lowest else ():
                extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
                message = f"{requirement} lets a version in with a fault: {known.what} ({known.id}; {known.link})."
                action = f"uv add {option}'{requirement.name}{extras}>={known.fixed}'"
                line = _find_line(text, requirement.name)
                yield Finding("advisory", message, "pyproject.toml", line, action, needs_work=True)


def _find(name: str, version: Version | None) -> list[Advisory]:
    """Give what is known of a version, the fault that was mended last at the end."""
    known = load_advisories()[1] if version else ()
    return [
        each
        for each in known
        if version and each.package == normalise(name) and each.is_about(version)
    ]


def _find_line(text: str, name: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if name in map(normalise, _NAME.findall(line)):
            return number
    return 0
