"""The flags of the commands that change a project as a whole, apart from what they do."""

import inspect
from collections.abc import Iterable, Mapping

import typer

from ..question import FRAMEWORKS
from .flags import make_parameter

_PROJECT = "The project; else the nearest one from here upward."
_SEAM = "The project's file that registers routers, where apigen cannot tell."
_SWITCHES = {
    "dry_run": "List what would change; change nothing.",
    "diff": "Show what would change as a diff; change nothing.",
    "json": "Print what was done as JSON, and nothing else.",
    "yes": "Ask nothing.",
    "force": "Go on though there are edits that are in no commit.",
    "no_install": "Do not bring the environment up to date.",
    "resume": "Finish a change that had conflicts, now that they are resolved.",
}
_OF_UNDO = {
    **{name: _SWITCHES[name] for name in ("dry_run", "diff", "json", "yes", "no_install")},
    "force": "Take back files, too, that were changed since; what they are now is kept.",
}
_OF_UPDATE = {
    "offline": "Do not have uv run the version that made the project.",
    "trust": "Let the template run its commands and code on this machine.",
}
_TEXTS_OF_UPDATE = {
    "ref": ("REF", "The tag, branch or commit of the template; else its newest tag."),
    "answers_file": ("FILE", "Which template, where the project is made from several."),
}
_DATA = "Another answer to a question of the template; repeat it."
# The flags of `update` that speak of a template.
FOR_TEMPLATES = ("trust", "data", *_TEXTS_OF_UPDATE)
_OTHER_NAMES = {"resume": "continue"}  # a keyword of Python


def make_features_signature(words: str) -> inspect.Signature:
    """Give the signature of a command about features; `words` is the help of its arguments."""
    argument = typer.Argument(None, metavar="[FEATURE]...", help=words)
    return make_change_signature(make_parameter("words", list[str], argument))


def make_switch_signature() -> inspect.Signature:
    """Give the signature of `switch`."""
    argument = typer.Argument(None, metavar="|".join(FRAMEWORKS), help="The one to switch to.")
    return make_change_signature(make_parameter("framework", str, argument))


def make_undo_signature() -> inspect.Signature:
    """Give the signature of `undo`."""
    return _make_signature((), _OF_UNDO)


def make_update_signature() -> inspect.Signature:
    """Give the signature of `update`."""
    option = typer.Option([], "--data", metavar="KEY=VALUE", help=_DATA)
    texts = [make_parameter("data", list[str], option)]
    for name, (metavar, about) in _TEXTS_OF_UPDATE.items():
        option = typer.Option(None, f"--{name.replace('_', '-')}", metavar=metavar, help=about)
        texts.append(make_parameter(name, str, option))
    return make_change_signature(*texts, switches=_SWITCHES | _OF_UPDATE)


def make_change_signature(
    *arguments: inspect.Parameter, switches: Mapping[str, str] = _SWITCHES
) -> inspect.Signature:
    """Give the signature of a command that changes the project, after its own arguments."""
    option = typer.Option(None, "--seam", metavar="FILE", help=_SEAM)
    return _make_signature((*arguments, make_parameter("seam", str, option)), switches)


def _make_signature(
    arguments: Iterable[inspect.Parameter], switches: Mapping[str, str]
) -> inspect.Signature:
    parameters = [*arguments]
    option = typer.Option(None, "--project", metavar="DIR", help=_PROJECT)
    parameters.append(make_parameter("project", str, option))
    for name, about in switches.items():
        flag = _OTHER_NAMES.get(name, name.replace("_", "-"))
        option = typer.Option(False, f"--{flag}", help=about)
        parameters.append(make_parameter(name, bool, option))
    return inspect.Signature(parameters)
