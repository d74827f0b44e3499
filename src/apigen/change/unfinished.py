"""Finds the change that a project is in the middle of."""

from pathlib import Path

from ..errors import Refused
from .checkpoint import Checkpoint, find_last
from .landed import name_continue
from .landing import note_landing
from .touching import has_landed, is_as_before


def find_unfinished(root: Path) -> Checkpoint | None:
    """Give the change of the project at `root` that has landed and not come to its end.

    One that was killed before it landed is forgotten, and so is one that somebody has taken back by
    other means. What interrupted runs left must have been removed before.
    """
    checkpoint = settle_last(root)
    if checkpoint is None or checkpoint.manifest.is_undo or checkpoint.manifest.state == "done":
        return None
    return checkpoint


def settle_last(root: Path) -> Checkpoint | None:
    """Give the last checkpoint, in the state that its files are really in."""
    while (checkpoint := find_last(root)) is not None:
        manifest = checkpoint.manifest
        if manifest.state == "done":
            return checkpoint
        if manifest.state != "prepared" and not is_as_before(root, manifest):
            return checkpoint
        if manifest.state == "prepared" and has_landed(root, manifest):
            return note_landing(root, checkpoint)
        checkpoint.discard()
    return None


def refuse_unfinished(root: Path, label: str) -> bool:
    """Say whether the change of this label has landed already, and only has to be finished.

    Raises Refused when another change is in its middle, or this one has conflicts.
    """
    checkpoint = find_unfinished(root)
    if checkpoint is None:
        return False
    manifest = checkpoint.manifest
    if manifest.label == label and manifest.state == "landed":
        return True
    what = "has conflicts" if manifest.state == "conflicts" else "was interrupted"
    error = Refused(
        f"{manifest.title} {what} and is not finished. Nothing was changed.",
        hint=f"Finish it: {name_continue(manifest)}. Or take it back: apigen undo",
    )
    error.lines = tuple(f"{each.path}: {each.reason}" for each in manifest.conflicts)
    raise error
