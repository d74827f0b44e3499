"""`apigen add-route`: from a path and fields to working, tested routes in a project."""

import inspect
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import typer

from ..addition import Addition, plan_addition
from ..catalog import Catalog
from ..destination import open_project
from ..errors import Refused
from ..leftovers import remove_leftovers
from ..names import find_current_folder
from ..project import find_root, load_project
from ..repository import list_edited
from ..routes.parse import parse_route
from ..turn import take_turn
from ..ui.diff import show_diff
from ..ui.document import print_document
from ..ui.route_document import make_addition_document
from ..ui.route_report import show_addition, show_addition_plan
from ..ui.screen import say
from ..workspace import apply
from .flags import make_parameter

_SWITCHES = {
    "dry_run": "List what would be written; write nothing.",
    "diff": "Show what would be written as a diff; write nothing.",
    "json": "Print what was done as JSON, and nothing else.",
    "yes": "Ask nothing.",
}
_LISTS = {
    "method": ("GET|POST|PUT|PATCH|DELETE", "Make a single endpoint that answers it; repeatable."),
    "only": (
        "list|create|read|replace|update|delete",
        "Make these operations only; repeat it or separate with commas.",
    ),
}
_TEXTS = {
    "plural": ("NAME", "What many are called, where PATH says one: news_item --plural news."),
    "table": ("NAME", "What the table is called."),
    "project": ("DIR", "The project; else the nearest one from here upward."),
    "seam": ("FILE", "The project's file that registers routers, where apigen cannot tell."),
}


def make_add_route_signature() -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    path = typer.Argument(..., metavar="PATH", help="orders, orders/{order_id}/lines, or any path.")
    text = "name:type, such as title:str paid:bool=false note:text? sku:str,unique,max=20"
    fields = typer.Argument(None, metavar="[FIELD]...", help=text)
    parameters = [make_parameter("path", str, path), make_parameter("fields", list[str], fields)]
    for name, (metavar, about) in _LISTS.items():
        option = typer.Option([], f"--{name}", metavar=metavar, help=about)
        parameters.append(make_parameter(name, list[str], option))
    for name, (metavar, about) in _TEXTS.items():
        option = typer.Option(None, f"--{name}", metavar=metavar, help=about)
        parameters.append(make_parameter(name, str, option))
    for name, about in _SWITCHES.items():
        option = typer.Option(False, f"--{name.replace('_', '-')}", help=about)
        parameters.append(make_parameter(name, bool, option))
    return inspect.Signature(parameters)


def add_route(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Add the routes that `values`, from the command line, ask for.

    Raises UsageError or Refused, and then nothing was written; WorkFailed when the disk fails.
    """
    route = parse_route(
        values["path"],
        values["fields"] or (),
        methods=values["method"],
        only=values["only"],
        plural=values["plural"],
        table=values["table"],
    )
    root = find_root(find_current_folder(), values["project"])
    is_preview = values["dry_run"] or values["diff"]
    with nullcontext() if is_preview else take_turn(root):
        destination = open_project(root)
        notes = () if is_preview else remove_leftovers(destination)
        addition = plan_addition(catalog, load_project(root, values["seam"]), route)
        if addition.status == "by-hand":
            raise _ask_for_hands(addition)
        changed = tuple(entry.file.path for entry in addition.plan.replaced)
        edited = list_edited(root, tuple(path for path in changed if not path.startswith(".")))
        addition = replace(addition, notes=(*notes, *addition.notes))
        if edited and not values["json"]:
            say(f"With edits of yours that are in no commit: {', '.join(edited)}.")
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
