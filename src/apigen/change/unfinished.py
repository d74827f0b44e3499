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


def make_refusal(checkpoint: Checkpoint) -> Refused:
    """Give what keeps every other change from beginning, with the ways to go on."""
    manifest = checkpoint.manifest
    what = "has conflicts" if manifest.state == "conflicts" else "was interrupted"
    error = Refused(
        f"The change {manifest.title} {what} and is not finished. Nothing was changed.",
        hint=f"Finish it: {name_continue(manifest)}. Or take it back: apigen undo",
    )
    error.lines = tuple(f"{each.path}: {each.reason}" for each in manifest.conflicts)
    return error
