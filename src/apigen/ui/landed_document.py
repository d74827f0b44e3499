"""Gives what came of a change, or of taking one back, as the JSON document that `--json` prints."""

from collections.abc import Sequence

from .. import __version__
from ..change.landed import Landed
from ..change.undoing import Undoing


def make_landed_document(landed: Landed, notes: Sequence[str] = ()) -> dict[str, object]:
    """Give all of it as values that JSON knows; no text of a file is among them."""
    manifest = landed.manifest
    return {
        "apigen": __version__,
        "project": str(landed.root),
        "change": manifest.label,
        "undone": manifest.is_undo,
        "state": manifest.state,
        "written": bool(landed.written or landed.removed),
        "changed": list(landed.written),
        "removed": list(landed.removed),
        "conflicts": [{"path": each.path, "reason": each.reason} for each in landed.conflicts],
        "installed": landed.is_installed,
        "made": list(landed.made),
        "checkpoint": str(landed.checkpoint),
        "notes": [*manifest.notes, *landed.notes, *notes],
        "next": list(landed.steps),
    }


def make_undoing_document(undoing: Undoing) -> dict[str, object]:
    """Give what taking a change back would do, in the same way."""
    return {
        "apigen": __version__,
        "project": str(undoing.root),
        "change": undoing.label,
        "undone": not undoing.is_redo,
        "plan": [
            {
                "path": entry.file.path,
                "action": entry.action,
                "bytes": len(entry.file.data),
                "private": entry.file.is_private,
            }
            for entry in undoing.plan.entries
        ],
        "changed_since": list(undoing.changed),
        "notes": list(undoing.notes),
        "written": False,
    }
