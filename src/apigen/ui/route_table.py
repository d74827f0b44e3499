"""Shows the routes of a project: a line for each, or two where the terminal is narrow."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator

from .. import __version__
from ..existing.inventory import Inventory, Listed
from .screen import Line, say, show_lines

_MADE, _UNSURE = "*", "?"
_LEGEND = {
    _MADE: "made by apigen add-route, or with the project",
    _UNSURE: "not all of it can be told from the source: … is what cannot, and ANY any method",
}
_NO_LIMIT = 10**6


def show_routes(inventory: Inventory, *, has_all: bool) -> None:
    """List the routes by application; with `has_all` those, too, that are registered nowhere."""
    registered = [each for each in inventory.routes if each.route.is_registered]
    others = [each for each in inventory.routes if not each.route.is_registered]
    shown = [*registered, *(others if has_all else ())]
    width = _find_width()
    for app in inventory.apps:
        if len(inventory.apps) > 1:
            show_lines((Line(""), Line(_flatten(app or "an application elsewhere"), "bold")))
        show_lines(tuple(make_lines([e for e in registered if e.route.app == app], width)))
    if not registered:
        say("No application of the project has a route.")
    if others and has_all:
        show_lines((Line(""), Line("Registered nowhere", "bold"), *make_lines(others, width)))
    marks = {mark for each in shown for mark in _mark(each)}
    if marks:
        say()
    for mark, meaning in _LEGEND.items():
        if mark in marks:
            say(f"{mark} {meaning}")
    if others and not has_all:
        verb, them = ("is", "it") if len(others) == 1 else ("are", "them")
        say(f"{len(others)} more {verb} registered nowhere: apigen routes --all lists {them}.")


def make_lines(routes: Iterable[Listed], width: int) -> Iterator[Line]:
    """Give the lines of a table whose columns are in line, as wide as they have to be.

    Where a row would be wider than `width`, each route has two lines, and longer ones only for what
    has no place to break.
    """
    rows = [
        (
            f"{each.route.method} {_flatten(each.route.path)}",
            _flatten(each.route.handler),
            f"{_flatten(each.route.file)}:{each.route.line}",
            _mark(each),
        )
        for each in routes
    ]
    verb = max((len(row[0].partition(" ")[0]) for row in rows), default=0)
    texts = [(_align(row[0], verb), *row[1:]) for row in rows]
    first, second, third = (max((len(row[n]) for row in texts), default=0) for n in range(3))
    if first + second + third + 2 * 3 + 2 <= width:
        for where, handler, place, mark in texts:
            text = f"{where:<{first}}  {handler:<{second}}  {place:<{third}}  {mark}"
            yield Line(text.rstrip())
        return
    for where, handler, place, mark in texts:
        yield Line(f"{where} {mark}".rstrip())
        margin = " " * (verb + 1)
        if len(margin) + len(handler) + 2 + len(place) <= width:
            yield Line(f"{margin}{handler}  {place}", "bright_black")
        else:
            yield from (Line(f"  {text}", "bright_black") for text in (handler, place) if text)


def make_routes_document(inventory: Inventory) -> dict[str, object]:
    """Give all routes as values that JSON knows."""
    return {
        "apigen": __version__,
        "project": str(inventory.root),
        "apps": list(inventory.apps),
        "routes": [
            {
                "method": each.route.method,
                "path": each.route.path,
                "handler": each.route.handler,
                "file": each.route.file,
                "line": each.route.line,
                "framework": each.framework,
                "app": each.route.app,
                "registered": each.route.is_registered,
                "certain": each.route.is_certain,
                "made_as": each.made_as or None,
            }
            for each in inventory.routes
        ],
    }


def _align(text: str, verb: int) -> str:
    method, _, path = text.partition(" ")
    return f"{method:<{verb}} {path}"


def _mark(each: Listed) -> str:
    return f"{_MADE if each.made_as else ''}{'' if each.route.is_certain else _UNSURE}"


def _flatten(text: str) -> str:
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _find_width() -> int:
    """Give the width to keep to; there is none where a program reads."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return max(20, shutil.get_terminal_size().columns)
    return _NO_LIMIT
