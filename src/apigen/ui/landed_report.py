"""Tells how a change ended, or what taking one back does."""

import os
from collections.abc import Sequence

from ..change.landed import Landed
from ..change.undoing import Undoing
from ..outcome import list_next_steps
from .screen import Section, say, show_sections


def list_steps(landed: Landed) -> tuple[str, ...]:
    """Give the commands that are left to the person, after the way into the project."""
    return list_next_steps(os.path.relpath(landed.root), landed.steps) if landed.steps else ()


def show_landed(landed: Landed, notes: Sequence[str] = ()) -> None:
    """Tell what is there now, and what to do next."""
    manifest = landed.manifest
    if manifest.state == "prepared":
        say(f"Nothing of {manifest.label} is there, so nothing was changed.")
    elif manifest.is_undo:
        say(f"Taken back: {manifest.label}. To bring it again: apigen undo")
    elif manifest.is_exact:
        say(f"Brought again: {manifest.label}.")
    elif manifest.state == "done":
        say(f"Finished: {manifest.label}.")
    else:
        say(f"Written: {manifest.label}.")
    show_sections(
        (
            Section("To know", (*manifest.notes, *landed.notes, *notes)),
            Section("Next", list_steps(landed), is_verbatim=True),
        )
    )


def show_undoing(undoing: Undoing) -> None:
    """List what would be written and removed, and what others have changed of it since."""
    for entry in undoing.plan.changed:
        tail = "  (changed since)" if entry.file.path in undoing.changed else ""
        print(f"{entry.action:<8} {entry.file.path}{tail}", flush=True)
    what = "come again" if undoing.is_redo else "be taken back"
    say(f"{len(undoing.plan.changed)} files would change: {undoing.label} would {what}.")
    show_sections((Section("To know", undoing.notes),))
