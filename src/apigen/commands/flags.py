"""Makes flags from questions, so that each is told once; and the other options of `apigen new`."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import typer

from ..answers import read_answers
from ..question import NONE, Question, Value
from ..recommendation import REST

_ANSWER = "answer_"


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line, apart from the answers."""

    path: str | None
    answers: str | None
    require_version: str | None
    template: str | None
    data: list[str]
    trust: bool
    dry_run: bool
    diff: bool
    json: bool
    yes: bool
    force: bool
    overwrite: bool
    no_git: bool
    no_install: bool

    @property
    def is_preview(self) -> bool:
        """Whether nothing is to be written."""
        return self.dry_run or self.diff

    @property
    def kept_switches(self) -> tuple[str, ...]:
        """The switches without which the same command would make something else."""
        names = ("no_git", "no_install")
        return tuple(_flag(name) for name in names if getattr(self, name))


_SWITCHES = {
    "dry_run": "List what would be written; write nothing.",
    "diff": "Show what would be written as a diff; write nothing.",
    "json": "Print the plan and the outcome as JSON, and nothing else.",
    "yes": "Ask nothing: what no flag answers gets its default.",
    "force": "Add the project to a folder in use, keeping every file that is there.",
    "overwrite": "With --force, replace files that differ, apart from private ones.",
    "no_git": "Make no git repository.",
    "no_install": "Do not install the project's environment.",
    "trust": "Let the template run its commands and code on this machine.",
}
_TEXTS = {
    "answers": ("FILE", "Read answers from a TOML or JSON file, such as another .apigen.toml."),
    "require_version": ("VERSION", "Refuse to run if this apigen is of another version."),
    "template": (
        "SRC[@REF]",
        "Make it from a Copier template: a folder or git URL, and a version.",
    ),
}


def make_signature(questions: tuple[Question, ...]) -> inspect.Signature:
    """Give the signature from which Typer makes the command's flags."""
    path = typer.Argument(None, metavar="PATH", help="Where to make it; its last part is the name.")
    parameters = [make_parameter("path", str, path)]
    parameters += [make_flag(question, say_default(question)) for question in questions]
    parameters += [make_flag(need, is_hidden=True) for need in REST]
    for name, (metavar, text) in _TEXTS.items():
        option = typer.Option(None, _flag(name), metavar=metavar, help=text)
        parameters.append(make_parameter(name, str, option))
    text = "An answer to a question of the template; repeat it."
    option = typer.Option([], "--data", metavar="KEY=VALUE", help=text)
    parameters.append(make_parameter("data", list[str], option))
    for name, text in _SWITCHES.items():
        option = typer.Option(False, _flag(name), help=text)
        parameters.append(make_parameter(name, bool, option))
    return inspect.Signature(parameters)


def split_values(
    values: Mapping[str, Any], questions: tuple[Question, ...]
) -> tuple[Options, dict[str, Value]]:
    """Part what Typer read into the options and the answers that were given.

    Raises UsageError for answers that are not acceptable.
    """
    rest = {name: value for name, value in values.items() if not name.startswith(_ANSWER)}
    rest.pop("help", None)
    return Options(**rest), read_flags(values, questions)


def read_flags(values: Mapping[str, Any], questions: tuple[Question, ...]) -> dict[str, Value]:
    """Give the answers that were given by flags. Raises UsageError for those not acceptable."""
    given = {question.key: values[_ANSWER + question.key] for question in questions}
    said = {key: raw for key, raw in given.items() if raw not in (None, [], ())}
    return read_answers(questions, said)


def make_flag(
    question: Question, default: str = "", *, is_hidden: bool = False
) -> inspect.Parameter:
    """Give the flag that answers a question; `default` is what its help says of it."""
    text = f"{question.help} {default}".strip()
    hidden = is_hidden or not question.is_open
    if question.kind == "yes-no":
        both = f"{question.flag}/--no-{question.key}" if question.is_asked else question.flag
        option = typer.Option(None, both, help=text, hidden=hidden)
        return make_parameter(_ANSWER + question.key, bool, option)
    if question.kind == "one":
        metavar = "|".join(question.values)
        option = typer.Option(None, question.flag, metavar=metavar, help=text, hidden=hidden)
        return make_parameter(_ANSWER + question.key, str, option)
    metavar = "|".join((NONE, *question.values))
    option = typer.Option([], question.flag, metavar=metavar, help=text, hidden=hidden)
    return make_parameter(_ANSWER + question.key, list[str], option)


def say_default(question: Question) -> str:
    """Give what the help of an answer's flag says of its default."""
    if not question.is_asked:
        return ""
    default = question.get_default(minimal=False)
    if isinstance(default, bool):
        return f"[default: {'yes' if default else 'no'}]"
    return f"[default: {(default if isinstance(default, str) else ','.join(default)) or NONE}]"


def make_parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    """Give one parameter of a command; `default` is Typer's description of it."""
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, annotation=annotation, default=default)


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")
