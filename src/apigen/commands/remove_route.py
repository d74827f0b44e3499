"""`apigen remove-route`: takes away a route that apigen made, and nothing that is someone's work."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from ..destination import open_project
from ..existing.project import Project, find_root, load_project
from ..existing.removal import Removal, plan_removal
from ..existing.turn import take_turn
from ..leftovers import remove_leftovers
from ..names import find_current_folder
from ..ui.asking import make_asker
from ..ui.removal_document import make_removal_document
from ..ui.removal_report import ask_to_drop, show_removal, show_removal_plan
from ..ui.screen import can_ask
from ..workspace import apply
from .route_change import ask_for_hands, name_edited, show_change


def remove_route(values: Mapping[str, Any]) -> None:
    """Take away the route that `values`, from the command line, name.

    Raises UsageError or Refused, and then nothing was changed; WorkFailed when the disk fails.
    """
    root = find_root(find_current_folder(), values["project"])
    is_preview = values["dry_run"] or values["diff"]
    with nullcontext() if is_preview else take_turn(root):
        destination = open_project(root)
        notes = () if is_preview else remove_leftovers(destination)
        removal = _plan(values, load_project(root, values["seam"]), is_preview=is_preview)
        removal = replace(removal, notes=(*notes, *removal.notes))
        edited = name_edited(root, removal.plan, is_quiet=values["json"])
        if not is_preview:
            apply(destination, removal.plan, lambda _: None)
    show_change(
        values,
        removal.plan,
        make_document=lambda: make_removal_document(removal, edited, is_written=not is_preview),
        show_plan=lambda: show_removal_plan(removal),
        show_report=lambda: show_removal(removal),
    )


def _plan(values: Mapping[str, Any], project: Project, *, is_preview: bool) -> Removal:
    removal = plan_removal(project, values["path"], has_drop=values["drop_table"])
    if removal.status == "by-hand":
        raise ask_for_hands(
            removal.by_hand,
            "These lines have to go:",
            "Take them out and run the same command again: it will do the rest.",
            make_removal_document(removal, (), is_written=False),
        )
    is_open = removal.table is not None and removal.migration is None
    is_quiet = values["yes"] or values["json"] or is_preview or not can_ask()
    if removal.table is None or not is_open or is_quiet:
        return removal
    if not ask_to_drop(make_asker(), removal.table.name):
        return removal
    return plan_removal(project, values["path"], has_drop=True)
