"""Gives the outcome as the JSON document that `--json` prints."""

import json
from collections.abc import Mapping

from .. import __version__
from ..outcome import Outcome


def make_document(outcome: Outcome) -> dict[str, object]:
    """Give all of the outcome as values that JSON knows; no text of a file is among them."""
    draft = outcome.draft
    return {
        "apigen": __version__,
        "project": draft.identity.project,
        "package": draft.identity.package,
        "path": str(outcome.destination.path),
        "framework": draft.decision.framework,
        "why": list(draft.decision.reasons),
        "implied": list(draft.selection.implied),
        "answers": {key: _plain(value) for key, value in draft.answers.values},
        "plan": [
            {
                "path": entry.file.path,
                "action": entry.action,
                "bytes": len(entry.file.data),
                "private": entry.file.is_private,
            }
            for entry in outcome.plan.entries
        ],
        "written": outcome.is_written,
        "repository": outcome.has_repository,
        "installed": outcome.is_installed,
        "notes": list(outcome.notes),
        "next": list(outcome.next_steps),
        "replay": outcome.replay,
    }


def print_document(document: Mapping[str, object]) -> None:
    """Print one JSON document on standard output."""
    print(json.dumps(document, indent=2, ensure_ascii=True), flush=True)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
