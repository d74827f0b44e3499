"""Gives a project made from a template, or a template, as the JSON document that `--json` prints."""

from .. import __version__
from ..copying.exporting import Exported
from ..copying.outcome import Copied
from ..plan import Plan


def make_copy_document(copied: Copied) -> dict[str, object]:
    """Give all of the outcome as values that JSON knows; no secret and no text of a file is among them."""
    return {
        "apigen": __version__,
        "project": copied.destination.path.name,
        "path": str(copied.destination.path),
        "template": {"source": copied.source.url, "version": copied.version},
        "answers": dict(copied.answers),
        "plan": _list_files(copied.plan),
        "written": copied.is_written,
        "repository": copied.has_repository,
        "installed": False,
        "message": copied.message,
        "notes": list(copied.notes),
        "next": list(copied.next_steps),
        "replay": copied.replay,
    }


def make_export_document(exported: Exported) -> dict[str, object]:
    """Give all of an exported template as values that JSON knows."""
    return {
        "apigen": __version__,
        "path": str(exported.destination.path),
        "framework": exported.draft.decision.framework,
        "plan": _list_files(exported.plan),
        "written": exported.is_written,
        "repository": exported.has_repository,
        "notes": list(exported.notes),
        "next": list(exported.next_steps),
    }


def _list_files(plan: Plan) -> list[dict[str, object]]:
    return [
        {
            "path": entry.file.path,
            "action": entry.action,
            "bytes": len(entry.file.data),
            "private": entry.file.is_private,
        }
        for entry in plan.entries
    ]
