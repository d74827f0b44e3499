"""The flags of `apigen recommend`, apart from the command: help needs nothing else."""

import inspect

import typer

from ..recommendation import NEEDS
from .flags import make_flag, make_parameter

SWITCHES = {
    "json": "Print the verdict as JSON, and nothing else.",
    "thorough": "Ask all questions, not the first four only.",
    "yes": "Ask nothing, even when no need is given.",
    "measure": "Put ratios measured on this machine beside the documents' claims.",
}
FILES = {
    "needs": "Read needs from a TOML or JSON file; flags win.",
    "save": "Write the needs to this file, as TOML or, if it ends in .json, as JSON.",
}


def make_recommend_signature() -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    parameters = [make_flag(question) for question in NEEDS]
    for name, text in FILES.items():
        option = typer.Option(None, f"--{name}", metavar="FILE", help=text)
        parameters.append(make_parameter(name, str, option))
    for name, text in SWITCHES.items():
        parameters.append(make_parameter(name, bool, typer.Option(False, f"--{name}", help=text)))
    return inspect.Signature(parameters)
