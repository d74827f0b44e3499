"""Builds the Typer application from the table of commands."""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer

from .. import __version__
from ..catalog import Catalog, load_catalog
from .coercion import skip_coercion
from .flags import make_parameter
from .table import Command, list_commands

_SETTINGS = {"max_content_width": 100}


def make_app() -> Any:
    """Give the command that runs all of apigen, as Typer's group object."""
    catalog = load_catalog()
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    own_help: dict[str, Any] = {"add_help_option": False, "context_settings": _SETTINGS}

    for each in list_commands(catalog):
        _give_flags(run := _delay(each, catalog), each.signature)
        app.command(each.name, help=each.help, **own_help)(run)

    def run_root(**values: Any) -> None:
        del values

    _give_flags(run_root, inspect.Signature([make_parameter("version", bool, _version_option())]))
    about = "Writes Flask and FastAPI projects that work from the first minute."
    app.callback(help=about, no_args_is_help=True, **own_help)(run_root)
    command = typer.main.get_command(app)
    skip_coercion(command)
    return command


def _delay(command: Command, catalog: Catalog) -> Callable[..., None]:
    """Give the function that imports what the command needs when it is called."""

    def run(**values: Any) -> None:
        module, _, name = command.work.partition(":")
        work = getattr(import_module(f".{module}", __package__), name)
        if command.is_alone:
            work(values)
        else:
            work(catalog, values)

    return run


def _give_flags(function: Any, signature: inspect.Signature) -> None:
    shown = make_parameter("help", bool, _help_option())
    signature = signature.replace(parameters=[*signature.parameters.values(), shown])
    function.__signature__ = signature
    function.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}


def _version_option() -> Any:
    text = "Print the version and exit."
    return typer.Option(False, "--version", help=text, is_eager=True, callback=_print_version)


def _help_option() -> Any:
    """Stand in for Typer's own option, whose value it would coerce by way of pydantic."""
    text = "Show this and exit."
    return typer.Option(False, "--help", "-h", help=text, is_eager=True, callback=_print_help)


def _print_version(value: bool) -> None:
    if value:
        print(f"apigen {__version__}")
        raise typer.Exit


def _print_help(ctx: typer.Context, value: bool) -> None:
    if value:
        print(ctx.get_help())
        raise typer.Exit
