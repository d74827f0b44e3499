"""Gives a project made from a template as the JSON document that `--json` prints."""

from .. import __version__
from ..copying.outcome import Copied


def make_copy_document(copied: Copied) -> dict[str, object]:
    """Give all of the outcome as values that JSON knows; no secret and no text of a file is among them."""
    return {
        "apigen": __version__,
        "project": copied.destination.path.name,
        "path": str(copied.destination.path),
        "template": {"source": copied.source.url, "version": copied.version},
        "answers": dict(copied.answers),
        "plan": [
            {
                "path": entry.file.path,
                "action": entry.action,
                "bytes": len(entry.file.data),
                "private": entry.file.is_private,
            }
            for entry in copied.plan.entries
        ],
        "written": copied.is_written,
        "repository": copied.has_repository,
        "installed": False,
        "message": copied.message,
        "notes": list(copied.notes),
        "next": list(copied.next_steps),
        "replay": copied.replay,
    }
