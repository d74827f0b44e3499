"""Gives what `remove-route` did as the JSON document that `--json` prints."""

from collections.abc import Sequence

from .. import __version__
from ..existing.removal import Removal


def make_removal_document(
    removal: Removal, edited: Sequence[str], *, is_written: bool
) -> dict[str, object]:
    """Give all of a removal as values that JSON knows; no text of a file is among them."""
    table, migration = removal.table, removal.migration
    return {
        "apigen": __version__,
        "project": str(removal.project.root),
        "framework": removal.project.framework,
        "path": removal.path,
        "status": removal.status,
        "plan": [
            {"path": entry.file.path, "action": entry.action, "bytes": len(entry.file.data)}
            for entry in sorted(removal.plan.entries, key=lambda entry: entry.file.path)
        ],
        "kept": list(removal.kept),
        "missing": list(removal.missing),
        "edits": [{"path": edit.path, "lines": list(edit.lines)} for edit in removal.edits],
        "by_hand": [
            {"reason": each.reason, "where": each.where, "lines": list(each.lines)}
            for each in removal.by_hand
        ],
        "table": table
        and {
            "name": table.name,
            "made_by": table.creator,
            "dropped_by": migration.path if migration else None,
        },
        "edited_and_uncommitted": list(edited),
        "written": is_written and bool(removal.plan.changed),
        "notes": list(removal.notes),
        "next": list(removal.steps),
    }
