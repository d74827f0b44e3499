"""Tells what `remove-route` would do, or did."""

from ..existing.removal import Removal
from ..plan import Entry
from .asker import Asker, Option
from .screen import Section, say, show_sections

_LEAVE = Option("leave", "Leave it", "no migration is written; you can have it later")
_DROP = Option("drop", "Write a migration that drops it", "it runs when you upgrade a database")


def ask_to_drop(asker: Asker, table: str) -> bool:
    """Ask whether a migration that drops the table is to be written."""
    prompt = f"The table {table} stays in the databases. What about it?"
    return asker.choose(prompt, (_LEAVE, _DROP), "leave", can_go_back=False) == "drop"


def show_removal_plan(removal: Removal) -> None:
    """List every file that would go or change, and those that would stay."""
    for entry in sorted(removal.plan.changed, key=_path_of):
        print(f"{entry.action:<8} {entry.file.path}", flush=True)
    for path in removal.kept:
        print(f"{'keep':<8} {path}", flush=True)
    say(f"{len(removal.plan.changed)} files would change. Nothing was changed.")
    show_sections((*_list_edits(removal), Section("To know", removal.notes)))


def show_removal(removal: Removal) -> None:
    """Tell what went, what stays, and what to do next."""
    removed = tuple(entry.file.path for entry in removal.plan.removed)
    created = tuple(e.file.path for e in removal.plan.written if e.action == "create")
    show_sections(
        (
            Section(f"Removed {removal.path}", removed, is_verbatim=True),
            Section("Not there any more", removal.missing, is_verbatim=True),
            Section("Changed since, and kept", removal.kept, is_verbatim=True),
            *_list_edits(removal),
            Section("New files", created, is_verbatim=True),
            Section("To know", removal.notes),
            Section("Next", removal.steps, is_verbatim=True),
        )
    )


def _path_of(entry: Entry) -> str:
    return entry.file.path


def _list_edits(removal: Removal) -> tuple[Section, ...]:
    return tuple(Section(f"In {edit.path}", edit.lines, is_verbatim=True) for edit in removal.edits)
