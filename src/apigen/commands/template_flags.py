"""The flags of `apigen template`."""

import inspect

import typer

from ..question import Question
from ..recommendation import REST
from .flags import make_flag, make_parameter, say_default

_SWITCHES = {
    "dry_run": "List what would be written; write nothing.",
    "json": "Print what was done as JSON, and nothing else.",
    "no_git": "Make no git repository, and so no first version.",
}


def make_template_signature(questions: tuple[Question, ...]) -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    action = typer.Argument(None, metavar="export", help="What to do with the built-in template.")
    path = typer.Argument(None, metavar="DIR", help="Where to write it.")
    parameters = [make_parameter("action", str, action), make_parameter("path", str, path)]
    parameters += [make_flag(question, say_default(question)) for question in questions]
    parameters += [make_flag(need, is_hidden=True) for need in REST]
    text = "Read answers from a TOML or JSON file, such as an .apigen.toml."
    option = typer.Option(None, "--answers", metavar="FILE", help=text)
    parameters.append(make_parameter("answers", str, option))
    for name, about in _SWITCHES.items():
        option = typer.Option(False, f"--{name.replace('_', '-')}", help=about)
        parameters.append(make_parameter(name, bool, option))
    return inspect.Signature(parameters)
