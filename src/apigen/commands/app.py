"""Builds the Typer application; the flags of `new` come from the questions."""

from typing import Any

import typer

from .. import __version__
from ..catalog import load_catalog
from .coercion import skip_coercion
from .flags import make_signature
from .new import new

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def make_app() -> Any:
    """Give the command that runs all of apigen, as Typer's group object."""
    catalog = load_catalog()
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    def run_new(**values: Any) -> None:
        new(catalog, values)

    signature = make_signature(catalog.questions())
    run_new.__signature__ = signature  # type: ignore[attr-defined]
    run_new.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    help_text = "Make a new project at PATH."
    app.command("new", help=help_text, context_settings=_SETTINGS)(run_new)
    app.callback(help="Write Flask and FastAPI projects that work.", context_settings=_SETTINGS, no_args_is_help=True)(_root)
    command = typer.main.get_command(app)
    skip_coercion(command)
    return command


def _print_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value:
        print(f"apigen {__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(
        False,  # noqa: FBT003
        "--version",
        help="Print the version and exit.",
        is_eager=True,
        callback=_print_version,
    ),
) -> None:
    del version
