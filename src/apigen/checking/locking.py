"""Compares uv.lock with pyproject.toml by what both say that the project requires."""

from collections.abc import Iterable, Iterator

from ..environment import find_workspace
from ..errors import list_words
from .finding import Finding
from .lock import LOCK_FILE, Lock, read_lock
from .requirements import Requirement, get_uv, list_declared, list_grouped, normalise, read_clauses
from .subject import Subject

_UPDATE = "uv lock"


def read_project_lock(subject: Subject) -> Lock | None:
    """Give the project's lock file; None where there is none that can be read."""
    data = subject.places.read(LOCK_FILE)
    if data is None:
        return None
    try:
        return read_lock(data)
    except ValueError:
        return None


def check_lock(subject: Subject) -> Iterator[Finding]:
    """Find a lock file that is missing, cannot be read, or was made for other requirements."""
    project = subject.pyproject.get("project")
    if not isinstance(project, dict):
        return
    if subject.places.look(LOCK_FILE) is None:
        if subject.stored and find_workspace(subject.root) is None:
            message = "There is none: every installation may get other versions."
            yield Finding("unlocked", message, LOCK_FILE, action=_UPDATE)
        return
    lock = read_project_lock(subject)
    if lock is None:
        message = "It cannot be read as uv writes it."
        yield Finding("lock", message, LOCK_FILE, action=_UPDATE, needs_work=True)
        return
    if differences := list(_compare(subject, lock)):
        message = f"It was not made for today's pyproject.toml: {'; '.join(differences)}."
        yield Finding("lock", message, LOCK_FILE, action=_UPDATE, needs_work=True)


def _compare(subject: Subject, lock: Lock) -> Iterator[str]:
    project = subject.pyproject["project"]
    python = project.get("requires-python")
    if isinstance(python, str) and lock.python:
        bounds = {_find_floor(python), _find_floor(lock.python)}
        if len(bounds) > 1:
            yield f"Python {python} is required, and {lock.python} was"
    if lock.requires is None or "dependencies" in project.get("dynamic", ()):
        return
    sourced = _list_sourced(subject)
    yield from _tell(list_declared(subject.pyproject), lock.requires, sourced)
    groups = list_grouped(subject.pyproject)
    for name in sorted({*groups, *lock.groups}):
        yield from _tell(groups.get(name, ()), lock.groups.get(name, frozenset()), sourced)


def _tell(
    wanted: Iterable[Requirement], locked: Iterable[Requirement], sourced: frozenset[str]
) -> Iterator[str]:
    now = {_simplify(each, sourced) for each in wanted}
    then = {_simplify(each, sourced) for each in locked}
    if new := sorted(str(each) for each in now - then):
        yield f"{list_words(new, 'and')} {'is' if len(new) == 1 else 'are'} new in it"
    names = {each.name for each in now}
    if gone := sorted(str(each) for each in then - now if each.name not in names):
        yield f"{list_words(gone, 'and')} {'is' if len(gone) == 1 else 'are'} gone from it"


def _simplify(requirement: Requirement, sourced: frozenset[str]) -> Requirement:
    """Leave out the bounds of what comes from elsewhere than an index, which uv.lock has not."""
    if requirement.is_direct or requirement.name in sourced:
        return Requirement(requirement.name, requirement.extras)
    return requirement


def _list_sourced(subject: Subject) -> frozenset[str]:
    sources = get_uv(subject.pyproject).get("sources")
    return frozenset(map(normalise, sources)) if isinstance(sources, dict) else frozenset()


def _find_floor(text: str) -> str:
    clauses = read_clauses(text) or frozenset()
    return next((c.lstrip(">=~ ") for c in sorted(clauses) if c.startswith((">=", "~="))), "")
