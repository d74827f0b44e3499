"""Compares the tree with what is on disk: one value that dry run, diff, JSON and apply all show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from .tree import File, Tree

Action = Literal["create", "update", "keep", "conflict", "delete"]


@dataclass(frozen=True)
class Found:
    """What stands where a file is to go: its bytes, or why it cannot be read as a plain file."""

    data: bytes = b""
    obstacle: str = ""


@dataclass(frozen=True)
class Entry:
    """One file of the plan.

    create: nothing is there. keep: what is there stays. update: it is replaced.
    conflict: it differs and nobody has decided yet. delete: what is there, which `file` holds, goes.
    """

    file: File
    action: Action
    found: Found | None = None

    @property
    def is_identical(self) -> bool:
        """Whether the file on disk already is what would be written."""
        return (
            self.found is not None and not self.found.obstacle and self.found.data == self.file.data
        )


@dataclass(frozen=True)
class Plan:
    """What will happen to each file of a tree, in the order of their paths."""

    entries: tuple[Entry, ...]

    @property
    def kept(self) -> tuple[Entry, ...]:
        """The entries whose existing, differing file stays as it is."""
        return tuple(e for e in self.entries if e.action == "keep" and not e.is_identical)

    @property
    def replaced(self) -> tuple[Entry, ...]:
        """The entries whose existing file is replaced."""
        return tuple(entry for entry in self.entries if entry.action == "update")

    @property
    def written(self) -> tuple[Entry, ...]:
        """The entries whose file is written."""
        return tuple(e for e in self.entries if e.action in {"create", "update"})

    @property
    def removed(self) -> tuple[Entry, ...]:
        """The entries whose file goes."""
        return tuple(entry for entry in self.entries if entry.action == "delete")

    @property
    def changed(self) -> tuple[Entry, ...]:
        """The entries that change something on disk."""
        return tuple(e for e in self.entries if e.action in {"create", "update", "delete"})

    def resolve(self, may_replace: Callable[[Entry], bool]) -> "Plan":
        """Decide every conflict: `update` where `may_replace` agrees, `keep` elsewhere."""
        return Plan(
            tuple(
                replace(entry, action="update" if may_replace(entry) else "keep")
                if entry.action == "conflict"
                else entry
                for entry in self.entries
            )
        )

    def add(self, other: "Plan") -> "Plan":
        """Give one plan with the entries of both."""
        entries = (*self.entries, *other.entries)
        return Plan(tuple(sorted(entries, key=lambda entry: entry.file.path)))


def make_plan(tree: Tree, found: Mapping[str, Found]) -> Plan:
    """Decide what is clear: files that are not there are created, identical ones kept."""
    return Plan(tuple(_make_entry(file, found.get(file.path)) for file in tree.files))


def _make_entry(file: File, found: Found | None) -> Entry:
    if found is None:
        return Entry(file, "create")
    entry = Entry(file, "conflict", found)
    if found.obstacle or entry.is_identical:
        return replace(entry, action="keep")
    return entry
