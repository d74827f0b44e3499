"""Builds the Typer application; the flags of `new` come from the questions."""

import inspect
from typing import Any

import typer

from .. import __version__
from ..catalog import load_catalog
from .coercion import skip_coercion
from .flags import make_parameter, make_signature
from .listing_flags import make_list_signature, make_remove_route_signature, make_routes_signature
from .need_flags import make_recommend_signature
from .route_flags import make_add_route_signature

_SETTINGS = {"max_content_width": 100}


def make_app() -> Any:
    """Give the command that runs all of apigen, as Typer's group object."""
    catalog = load_catalog()
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    own_help: dict[str, Any] = {"add_help_option": False, "context_settings": _SETTINGS}

    def run_new(**values: Any) -> None:
        from .new import new

        new(catalog, values)

    def run_root(**values: Any) -> None:
        del values

    def run_recommend(**values: Any) -> None:
        from .recommend import recommend

        recommend(catalog, values)

    def run_add_route(**values: Any) -> None:
        from .add_route import add_route

        add_route(catalog, values)

    def run_remove_route(**values: Any) -> None:
        from .remove_route import remove_route

        remove_route(values)

    def run_routes(**values: Any) -> None:
        from .routes import routes

        routes(values)

    def run_list(**values: Any) -> None:
        from .list import list_offers

        list_offers(catalog, values)

    _give_flags(run_list, make_list_signature())
    _give_flags(run_routes, make_routes_signature())
    _give_flags(run_remove_route, make_remove_route_signature())
    _give_flags(run_add_route, make_add_route_signature())
    _give_flags(run_recommend, make_recommend_signature())
    _give_flags(run_new, make_signature(catalog.questions()))
    _give_flags(run_root, inspect.Signature([make_parameter("version", bool, _version_option())]))
    about = "Recommend Flask or FastAPI for what an API needs, and show why."
    app.command("recommend", help=about, **own_help)(run_recommend)
    app.command("new", help="Make a new project at PATH.", **own_help)(run_new)
    about = "Add routes, with schemas, services and tests, to the project here."
    app.command("add-route", help=about, **own_help)(run_add_route)
    about = "Take away a route that apigen made, with its files that are as it wrote them."
    app.command("remove-route", help=about, **own_help)(run_remove_route)
    about = "List every route of the project here, told from its source."
    app.command("routes", help=about, **own_help)(run_routes)
    about = "List what there is to choose from: what it needs, excludes, and how it was checked."
    app.command("list", help=about, **own_help)(run_list)
    about = "Writes Flask and FastAPI projects that work from the first minute."
    app.callback(help=about, no_args_is_help=True, **own_help)(run_root)
    command = typer.main.get_command(app)
    skip_coercion(command)
    return command


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
