"""What `add`, `remove` and `update` have in common: from a planned change to a finished one."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from ..change.proposal import Change
from ..destination import open_project
from ..errors import Refused
from ..existing.project import find_root
from ..existing.turn import take_turn
from ..leftovers import remove_leftovers
from ..names import find_current_folder
from ..ui.asking import make_asker
from ..ui.change_document import make_change_document
from ..ui.change_report import show_change_plan, show_change_report, show_change_summary
from ..ui.diff import show_diff
from ..ui.document import print_document
from ..ui.route_talk import agree
from ..ui.screen import can_ask
from ..workspace import apply

Planner = Callable[[Path], Change]


def run_change(values: Mapping[str, Any], plan: Planner) -> None:
    """Carry out what `plan` makes of the project, in the way that `values` ask for.

    Raises what `plan` raises, and Refused when conflicts are left or the project may not be changed.
    """
    is_preview = values["dry_run"] or values["diff"]
    root = find_root(find_current_folder(), values["project"])
    with nullcontext() if is_preview else take_turn(root):
        destination = open_project(root)
        notes = () if is_preview else remove_leftovers(destination)
        change = plan(root)
        if is_preview:
            _preview(change, values)
            return
        if change.plan.changed and not values["yes"] and not values["json"] and can_ask():
            show_change_summary(change)
            if not agree(make_asker()):
                return
        apply(destination, change.plan, lambda _: None)
    document = make_change_document(change, is_written=True)
    if change.conflicts:
        raise _refuse_to_end(change, document)
    if values["json"]:
        print_document(document)
    else:
        show_change_report(change, notes, change.steps)


def _preview(change: Change, values: Mapping[str, Any]) -> None:
    if values["json"]:
        print_document(make_change_document(change, is_written=False))
    elif values["diff"]:
        show_diff(change.plan)
    else:
        show_change_plan(change)


def _refuse_to_end(change: Change, document: dict[str, object]) -> Refused:
    names = ", ".join(merge.path for merge in change.conflicts)
    error = Refused(
        f"The change is made, but for conflicts with yours in {names}.",
        hint="Resolve them, then say: apigen "
        f"{change.label.partition(' ')[0]} --continue. Or take it all back: apigen undo",
    )
    error.details = document
    return error
