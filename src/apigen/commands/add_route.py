"""`apigen add-route`: from a path and fields to working, tested routes in a project."""

import os
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from ..catalog import Catalog
from ..destination import open_project
from ..errors import UsageError
from ..existing.addition import plan_addition
from ..existing.project import find_root, load_project
from ..existing.turn import take_turn
from ..leftovers import remove_leftovers
from ..names import find_current_folder
from ..outcome import list_next_steps
from ..routes.parse import parse_route
from ..routes.spec import Route
from ..ui.asker import Asker
from ..ui.asking import make_asker
from ..ui.route_document import make_addition_document
from ..ui.route_report import show_addition, show_addition_plan
from ..ui.route_talk import agree, ask_fields, ask_path
from ..ui.screen import can_ask
from ..workspace import apply
from .route_change import ask_for_hands, name_edited, show_change


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
            raise ask_for_hands(
                addition.by_hand,
                "These lines are needed:",
                "Put them there and run the same command again: it will find them and add the rest.",
                make_addition_document(addition, (), is_written=False),
            )
        steps = list_next_steps(os.path.relpath(root), addition.steps)
        addition = replace(addition, notes=(*notes, *addition.notes), steps=steps)
        edited = name_edited(root, addition.plan, is_quiet=values["json"])
        if asker is not None and addition.plan.written and not is_preview:
            show_addition_plan(addition)
            if not agree(asker):
                return
        if not is_preview and addition.plan.written:
            apply(destination, addition.plan, lambda _: None)
    show_change(
        values,
        addition.plan,
        make_document=lambda: make_addition_document(addition, edited, is_written=not is_preview),
        show_plan=lambda: show_addition_plan(addition),
        show_report=lambda: show_addition(addition),
    )


def _find_asker(values: Mapping[str, Any]) -> Asker | None:
    """Give someone to ask, where something is left open and a person is there."""
    is_open = not values["path"] or not (values["fields"] or values["method"])
    if not is_open or values["yes"] or values["json"] or not can_ask():
        return None
    return make_asker()


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
