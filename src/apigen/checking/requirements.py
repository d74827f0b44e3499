"""Reads requirements of Python projects as far as they are compared: names, extras, bounds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..change.versions import Version, read_version

_FORM = re.compile(
    r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(@[^;]*|[^;]*)(?:;.*)?",
    re.DOTALL,
)
_CLAUSE = re.compile(r"\s*(===|~=|==|!=|<=|>=|<|>)\s*([^\s,]+)\s*")
_LOCAL = re.compile(r"\+.*")
_STAGE = re.compile(r"[-_.]?(alpha|a|beta|b|preview|pre|rc|c)[-_.]?(\d+)")
_STAGES = {"alpha": "a", "beta": "b", "preview": "rc", "pre": "rc", "c": "rc"}


@dataclass(frozen=True)
class Requirement:
    """What is required: the normalised name, the extras, and the clauses such as `>=1.0`.

    What comes from a URL has no clauses and `is_direct`.
    """

    name: str
    extras: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    is_direct: bool = False

    def __str__(self) -> str:
        extras = f"[{','.join(sorted(self.extras))}]" if self.extras else ""
        return f"{self.name}{extras}{','.join(sorted(self.clauses))}"

    @property
    def lowest(self) -> tuple[str, Version] | None:
        """The lowest version that it takes, as it is written and as a value."""
        for clause in sorted(self.clauses):
            if clause.startswith((">=", "==", "~=")):
                text = clause.lstrip(">=~")
                return (text, version) if (version := read_release(text)) else None
        return None


def normalise(name: str) -> str:
    """Give the name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_release(text: str) -> Version | None:
    """Give a value that is larger for a later version; what follows a plus is left out."""
    return read_version(_spell(_LOCAL.sub("", text.strip()).removesuffix(".*")))


def read_requirement(text: str) -> Requirement | None:
    """Read one requirement; None for what is none. Markers are left out."""
    found = _FORM.fullmatch(text)
    if not found:
        return None
    name, extras, rest = found.groups()
    clauses = read_clauses(rest)
    if clauses is None and not rest.startswith("@"):
        return None
    several = frozenset(
        normalise(extra.strip()) for extra in (extras or "").split(",") if extra.strip()
    )
    return Requirement(normalise(name), several, clauses or frozenset(), is_direct=clauses is None)


def read_clauses(text: str) -> frozenset[str] | None:
    """Read a specifier such as `>=1.0,<2`, each clause in one form; None for what is none."""
    text = text.strip().removeprefix("(").removesuffix(")")
    parts = [_CLAUSE.fullmatch(part) for part in text.split(",")] if text.strip() else []
    return frozenset(f"{p[1]}{_spell(p[2])}" for p in parts if p) if all(parts) else None


def _spell(version: str) -> str:
    """Give a version in the one spelling that tools give it."""
    text = version.lower().removeprefix("v")
    return _STAGE.sub(lambda found: f"{_STAGES.get(found[1], found[1])}{found[2]}", text)


def list_declared(pyproject: Mapping[str, Any]) -> tuple[Requirement, ...]:
    """Give what the project itself requires, extras of its own included."""
    project = pyproject.get("project")
    if not isinstance(project, dict):
        return ()
    optional = project.get("optional-dependencies")
    several = optional.values() if isinstance(optional, dict) else ()
    return tuple(_read_all(project.get("dependencies"), *several))


def list_grouped(pyproject: Mapping[str, Any]) -> dict[str, tuple[Requirement, ...]]:
    """Give what each dependency group requires, with the groups that it includes, by its normal name.

    uv's own older way to write the group dev counts to it.
    """
    groups = pyproject.get("dependency-groups")
    table = groups if isinstance(groups, dict) else {}
    found = {normalise(name): tuple(_read_all(*_unfold(table, name, ()))) for name in table}
    if isinstance(older := get_uv(pyproject).get("dev-dependencies"), list):
        found["dev"] = (*found.get("dev", ()), *_read_all(older))
    return found


def get_uv(pyproject: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what pyproject.toml tells uv."""
    tools = pyproject.get("tool")
    uv = tools.get("uv") if isinstance(tools, dict) else None
    return uv if isinstance(uv, dict) else {}


def _unfold(table: Mapping[str, Any], name: str, trail: tuple[str, ...]) -> Iterator[object]:
    entries = table.get(name)
    for entry in entries if isinstance(entries, list) and name not in trail else ():
        if isinstance(entry, dict):
            yield from _unfold(table, str(entry.get("include-group")), (*trail, name))
        else:
            yield [entry]


def _read_all(*lists: object) -> Iterator[Requirement]:
    for entries in lists:
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, str) and (read := read_requirement(entry)):
                yield read
