"""Reads of uv.lock what is compared: the locked versions, and what the project required when it was locked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..untrusted import parse_toml
from .requirements import Requirement, normalise, read_clauses

LOCK_FILE = "uv.lock"
_PACKAGE = "\n[[package]]\n"
_HEAD = re.compile(r'name = "([^"\n]+)"\nversion = "([^"\n]+)"\n')
_OWN = re.compile(r'^source = \{ (?:editable|virtual) = "\." \}$', re.MULTILINE)
_PYTHON = re.compile(r'^requires-python = "([^"\n]*)"', re.MULTILINE)


@dataclass(frozen=True)
class Lock:
    """A lock file: the versions by name, and what was required; None where it does not say that."""

    versions: tuple[tuple[str, str, int], ...]
    python: str = ""
    requires: frozenset[Requirement] | None = None
    groups: Mapping[str, frozenset[Requirement]] = field(default_factory=dict)


def read_lock(data: bytes) -> Lock:
    """Read a lock file as uv writes it. Raises ValueError for one that is not."""
    text = data.decode("utf-8").replace("\r\n", "\n")
    head, *packages = text.split(_PACKAGE)
    if not head.startswith("version = "):
        raise ValueError("it does not begin as uv writes it")
    versions, line = [], head.count("\n") + 3
    own = ""
    for package in packages:
        if found := _HEAD.match(package):
            versions.append((found[1], found[2], line + 1))
        if _OWN.search(package):
            own = package
        line += package.count("\n") + 2
    python = _PYTHON.search(head)
    return _add_own(Lock(tuple(versions), python[1] if python else ""), own)


def _add_own(lock: Lock, own: str) -> Lock:
    if not own:
        return lock
    metadata = parse_toml(f"[package]\n{own}")["package"].get("metadata")
    table = metadata if isinstance(metadata, dict) else {}
    groups = table.get("requires-dev")
    return Lock(
        lock.versions,
        lock.python,
        _read_entries(table.get("requires-dist")),
        {
            str(name): _read_entries(entries)
            for name, entries in (groups.items() if isinstance(groups, dict) else ())
        },
    )


def _read_entries(entries: object) -> frozenset[Requirement]:
    several = entries if isinstance(entries, list) else []
    return frozenset(_read_entry(entry) for entry in several if isinstance(entry, dict))


def _read_entry(entry: Mapping[str, Any]) -> Requirement:
    extras = entry.get("extras")
    named = frozenset(map(normalise, map(str, extras if isinstance(extras, list) else [])))
    is_direct = not {"git", "url", "path", "directory", "editable", "virtual"}.isdisjoint(entry)
    clauses = read_clauses(str(entry.get("specifier", ""))) or frozenset()
    name = normalise(str(entry.get("name", "")))
    return Requirement(name, named, frozenset() if is_direct else clauses, is_direct=is_direct)
