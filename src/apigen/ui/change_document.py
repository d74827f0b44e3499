"""Gives a change of an existing project as the JSON document that `--json` prints."""

from .. import __version__
from ..change.proposal import Change


def make_change_document(change: Change, *, is_written: bool) -> dict[str, object]:
    """Give all of a change as values that JSON knows; no text of a file is among them."""
    return {
        "apigen": __version__,
        "project": str(change.root),
        "change": change.label,
        "plan": [
            {
                "path": entry.file.path,
                "action": entry.action,
                "bytes": len(entry.file.data),
                "private": entry.file.is_private,
            }
            for entry in sorted(change.plan.entries, key=lambda entry: entry.file.path)
        ],
        "files": [
            {
                "path": merge.path,
                "outcome": merge.kind,
                "conflicts": merge.conflicts,
                "reason": merge.reason,
            }
            for merge in change.merges
        ],
        "written": is_written and bool(change.plan.changed),
        "news": list(change.news),
        "notes": list(change.notes),
        "next": list(change.steps),
    }
