"""Gives what a command about routes did as the JSON document that `--json` prints."""

from collections.abc import Sequence

from .. import __version__
from ..existing.addition import Addition
from ..routes.path_grammar import format_path


def make_addition_document(
    addition: Addition, edited: Sequence[str], *, is_written: bool
) -> dict[str, object]:
    """Give all of an addition as values that JSON knows; no text of a file is among them."""
    return {
        "apigen": __version__,
        "project": str(addition.project.root),
        "framework": addition.project.framework,
        "path": format_path(addition.route.path),
        "status": addition.status,
        "routes": [{"method": method, "path": path} for method, path in addition.urls],
        "pages": [{"method": method, "path": path} for method, path in addition.page_urls],
        "plan": [
            {"path": entry.file.path, "action": entry.action, "bytes": len(entry.file.data)}
            for entry in sorted(addition.plan.entries, key=lambda entry: entry.file.path)
        ],
        "edits": [
            {"path": edit.path, "lines": list(edit.lines)}
            for edit in addition.edits
            if edit.after is not None
        ],
        "by_hand": [
            {"reason": each.reason, "where": each.where, "lines": list(each.lines)}
            for each in addition.by_hand
        ],
        "edited_and_uncommitted": list(edited),
        "written": is_written and bool(addition.plan.written),
        "notes": list(addition.notes),
        "next": list(addition.steps),
    }
