"""The flags of the commands about routes, apart from the commands: help needs nothing else."""

import inspect

import typer

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
_PROTECTED = (
    "Whether to answer users only, each with what is theirs. [default: where there are users]"
)
_PAGES = "Make HTML pages for it too, in a project that serves some."


def make_add_route_signature() -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    path = typer.Argument(
        None, metavar="PATH", help="orders, orders/{order_id}/lines, or any path."
    )
    text = "name:type, such as title:str paid:bool=false note:text? sku:str,unique,max=20"
    fields = typer.Argument(None, metavar="[FIELD]...", help=text)
    parameters = [make_parameter("path", str, path), make_parameter("fields", list[str], fields)]
    for name, (metavar, about) in _LISTS.items():
        option = typer.Option([], f"--{name}", metavar=metavar, help=about)
        parameters.append(make_parameter(name, list[str], option))
    for name, (metavar, about) in _TEXTS.items():
        option = typer.Option(None, f"--{name}", metavar=metavar, help=about)
        parameters.append(make_parameter(name, str, option))
    option = typer.Option(None, "--protected/--public", help=_PROTECTED)
    parameters.append(make_parameter("protected", bool, option))
    option = typer.Option(False, "--pages", help=_PAGES)
    parameters.append(make_parameter("pages", bool, option))
    for name, about in _SWITCHES.items():
        option = typer.Option(False, f"--{name.replace('_', '-')}", help=about)
        parameters.append(make_parameter(name, bool, option))
    return inspect.Signature(parameters)
