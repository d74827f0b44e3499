"""The flags of `check`, `list`, `remove-route` and `routes`, apart from what they do, which is slower to import."""

import inspect
from collections.abc import Mapping

import typer

from .flags import make_parameter

_PROJECT = ("DIR", "The project; else the nearest one from here upward.")
_TEXTS = {
    "project": _PROJECT,
    "seam": ("FILE", "The project's file that registers routers, where apigen cannot tell."),
}
_SWITCHES = {
    "drop_table": "Write a migration that drops its table, too.",
    "dry_run": "List what would change; change nothing.",
    "diff": "Show what would change as a diff; change nothing.",
    "json": "Print what was done as JSON, and nothing else.",
    "yes": "Ask nothing.",
}
_OF_ROUTES = {
    "all": "List those too that are registered nowhere.",
    "json": "Print them all as JSON, and nothing else.",
}
_OF_FINDINGS = {"json": "Print all findings as JSON, and nothing else."}
_OF_OFFERS = {"json": "Print it all as JSON, and nothing else."}


def make_check_signature() -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    return inspect.Signature(_make_options({"project": _PROJECT}, _OF_FINDINGS))


def make_list_signature() -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    return inspect.Signature(_make_options({}, _OF_OFFERS))


def make_remove_route_signature() -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    path = typer.Argument(..., metavar="PATH", help="As given to add-route: orders, for one.")
    options = _make_options(_TEXTS, _SWITCHES)
    return inspect.Signature([make_parameter("path", str, path), *options])


def make_routes_signature() -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    return inspect.Signature(_make_options({"project": _PROJECT}, _OF_ROUTES))


def _make_options(
    texts: Mapping[str, tuple[str, str]], switches: Mapping[str, str]
) -> list[inspect.Parameter]:
    parameters = []
    for name, (metavar, about) in texts.items():
        option = typer.Option(None, f"--{name}", metavar=metavar, help=about)
        parameters.append(make_parameter(name, str, option))
    for name, about in switches.items():
        option = typer.Option(False, f"--{name.replace('_', '-')}", help=about)
        parameters.append(make_parameter(name, bool, option))
    return parameters
