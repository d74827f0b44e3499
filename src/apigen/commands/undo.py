"""`apigen undo`: the last change is taken back, to exactly what was there before it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..change.checkpoint import find_last
from ..change.equipping import equip
from ..change.finishing import carry_out_undo
from ..change.landed import Landed
from ..change.undoing import Undoing, plan_undo
from ..change.unfinished import settle_last
from ..destination import open_project
from ..existing.project import find_root
from ..existing.turn import take_turn
from ..leftovers import remove_leftovers
from ..names import find_current_folder
from ..ui.asking import make_asker
from ..ui.diff import show_diff
from ..ui.document import print_document
from ..ui.landed_document import make_landed_document, make_undoing_document
from ..ui.landed_report import show_landed, show_undoing
from ..ui.progress import show_nothing, show_progress
from ..ui.route_talk import agree
from ..ui.screen import can_ask, say
from .change_command import tell


def undo(values: Mapping[str, Any]) -> None:
    """Take the last change of the project back, or bring it again when that was done before.

    Raises UsageError when there is none, Refused when files were changed since, and then nothing is
    changed; WorkFailed when the disk fails.
    """
    root = find_root(find_current_folder(), values["project"])
    is_preview = values["dry_run"] or values["diff"]
    if is_preview:
        _preview(plan_undo(root, find_last(root), is_forced=values["force"]), values)
        return
    with take_turn(root):
        notes = remove_leftovers(open_project(root))
        landed = _undo(root, values)
    if landed is not None:
        tell(
            landed, make_landed_document(landed, notes), values, lambda: show_landed(landed, notes)
        )


def _undo(root: Path, values: Mapping[str, Any]) -> Landed | None:
    """Give what came of it; nothing when it is not wanted, or nothing of the change is there."""
    was, last = find_last(root), settle_last(root)
    if was and not was.manifest.is_undo and (last is None or last.folder != was.folder):
        # Nothing of it is there, and the one before it is not what is meant.
        return Landed(root, replace(was.manifest, state="prepared", files=()), was.folder)
    watch = show_nothing if values["json"] else show_progress
    if last is not None and last.manifest.is_undo and last.manifest.state != "done":
        return equip(root, last, watch)  # it was interrupted once all was written
    undoing = plan_undo(root, last, is_forced=values["force"])
    if not values["yes"] and not values["json"] and can_ask():
        show_undoing(undoing)
        if not agree(make_asker()):
            return None
    install = not values["no_install"]
    return carry_out_undo(open_project(root), undoing, install=install, watch=watch)


def _preview(undoing: Undoing, values: Mapping[str, Any]) -> None:
    if values["json"]:
        print_document(make_undoing_document(undoing))
    elif values["diff"]:
        show_diff(undoing.plan)
    else:
        show_undoing(undoing)
        say("Nothing was changed.")
