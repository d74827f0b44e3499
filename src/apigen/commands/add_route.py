"""`apigen add-route`: from a path and fields to working, tested routes in a project."""

import os
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from ..catalog import Catalog
from ..destination import open_project
from ..errors import Refused, UsageError
from ..existing.addition import Addition, plan_addition
from ..existing.project import find_root, load_project
from ..existing.turn import take_turn
from ..leftovers import remove_leftovers
from ..names import find_current_folder
from ..outcome import list_next_steps
from ..repository import list_edited
from ..routes.parse import parse_route
from ..routes.spec import Route
from ..ui.asker import Asker, make_asker
from ..ui.diff import show_diff
from ..ui.document import print_document
from ..ui.route_document import make_addition_document
from ..ui.route_report import show_addition, show_addition_plan
from ..ui.route_talk import agree, ask_fields, ask_path
from ..ui.screen import can_ask, is_capable, say
from ..workspace import apply


def add_route(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Add the routes that `values`, from the command line, ask for.

    Raises UsageError or Refused, and then nothing was written; WorkFailed when the disk fails.
    """
    is_preview = values["dry_run"] or values["diff"]
    asker = _find_asker(values)
    root = find_root(find_current_folder(), values["project"])
    route = _find_route(values, asker)
    with nullcontext() if is_preview else take_turn(root):
        destination = open_project(root)
        notes = () if is_preview else remove_leftovers(destination)
        addition = plan_addition(
            catalog,
            load_project(root, values["seam"]),
            route,
            is_protected=values["protected"],
            has_pages=values["pages"],
        )
        if addition.status == "by-hand":
            raise _ask_for_hands(addition)
        changed = tuple(entry.file.path for entry in addition.plan.replaced)
        edited = list_edited(root, tuple(path for path in changed if not path.startswith(".")))
        steps = list_next_steps(os.path.relpath(root), addition.steps)
        addition = replace(addition, notes=(*notes, *addition.notes), steps=steps)
        if edited and not values["json"]:
            say(f"With edits of yours that are in no commit: {', '.join(edited)}.")
        if asker is not None and addition.plan.written and not is_preview:
            show_addition_plan(addition)
            if not agree(asker):
                return
        if not is_preview and addition.plan.written:
            apply(destination, addition.plan, lambda _: None)
    if values["json"]:
        print_document(make_addition_document(addition, edited, is_written=not is_preview))
    elif values["diff"]:
        show_diff(addition.plan)
    elif values["dry_run"]:
        show_addition_plan(addition)
    else:
        show_addition(addition)


def _find_asker(values: Mapping[str, Any]) -> Asker | None:
    """Give someone to ask, where something is left open and a person is there."""
    is_open = not values["path"] or not (values["fields"] or values["method"])
    if not is_open or values["yes"] or values["json"] or not can_ask():
        return None
    return make_asker(is_capable=is_capable())


def _find_route(values: Mapping[str, Any], asker: Asker | None) -> Route:
    path, fields = values["path"], values["fields"] or []
    names = ("only", "plural", "table")
    words = {"methods": values["method"], **{name: values[name] for name in names}}
    if asker is not None:
        if not path:
            path = ask_path(asker, lambda text: parse_route(text, ["name:str"], **words))
        if not fields and not values["method"]:
            parse_route(path, ["name:str"], **words)
            fields = ask_fields(asker, lambda given: parse_route(path, given, **words))
    if not path:
        raise UsageError(
            "Which route is to be added?",
            hint="Pass a path and fields: apigen add-route orders customer:str total:decimal",
        )
    return parse_route(path, fields, **words)


def _ask_for_hands(addition: Addition) -> Refused:
    reasons, lines = [], []
    for by_hand in addition.by_hand:
        reasons.append(by_hand.reason)
        lines += [f"# {by_hand.where}", *by_hand.lines, ""]
    error = Refused(
        f"{' '.join(reasons)} Nothing was changed. These lines are needed:",
        hint="Put them there and run the same command again: it will find them and add the rest.",
    )
    error.lines = tuple(lines)
    error.details = make_addition_document(addition, (), is_written=False)
    return error
