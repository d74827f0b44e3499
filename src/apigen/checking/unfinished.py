"""Finds a change that has landed and was not brought to its end."""

from collections.abc import Iterator

from ..change.checkpoint import Checkpoint, find_last
from ..change.decisions import find_undecided
from ..change.landed import name_continue
from ..change.touching import has_landed, is_as_before
from ..errors import ApigenError
from .finding import Finding
from .subject import Subject


def check_unfinished(subject: Subject) -> Iterator[Finding]:
    """Tell of the last change when something of it is left to do; nothing of its state is altered."""
    try:
        checkpoint = find_last(subject.root)
        if checkpoint is not None and _is_unfinished(subject, checkpoint):
            yield _make_finding(subject, checkpoint)
    except ApigenError as error:
        yield Finding("unfinished", error.message, action=error.hint, needs_work=True)


def _is_unfinished(subject: Subject, checkpoint: Checkpoint) -> bool:
    manifest = checkpoint.manifest
    if manifest.is_undo or manifest.state == "done":
        return False
    if manifest.state == "prepared":
        return has_landed(subject.root, manifest)
    return not is_as_before(subject.root, manifest)


def _make_finding(subject: Subject, checkpoint: Checkpoint) -> Finding:
    manifest = checkpoint.manifest
    action = f"{name_continue(manifest)}; or take it back: apigen undo"
    if not manifest.conflicts:
        message = f"The change {manifest.title} was interrupted and is not finished."
        return Finding("unfinished", message, action=action, needs_work=True)
    places = find_undecided(subject.root, manifest.conflicts)
    if not places:
        message = f"The change {manifest.title} is not finished, though nothing is left to decide."
        return Finding("unfinished", message, action=action, needs_work=True)
    first, number = places[0], len({place.path for place in places})
    message = f"The change {manifest.title} has conflicts in {number} " + (
        "file and is not finished." if number == 1 else "files and is not finished."
    )
    action = f"Decide them; then {action}"
    return Finding("unfinished", message, first.path, first.line, action, needs_work=True)
