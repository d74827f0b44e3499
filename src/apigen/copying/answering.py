"""Answers a template's questions with what was said on the command line, and refuses the rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ..errors import UsageError, list_words, show
from ..names import normalize, package_name
from ..question import Value
from .inside import Asked

# A question of such a name gets what follows from the project's name, where it has no default.
_NAMES = {"project_slug": normalize, "package_name": package_name}
_PROJECT = "project_name"
_LISTS = frozenset({"yaml", "json"})


@dataclass(frozen=True)
class Said:
    """What was said for a template: answers by apigen's flags, and by --data."""

    flags: Mapping[str, Value]
    data: Mapping[str, str]


def read_data(texts: tuple[str, ...]) -> dict[str, str]:
    """Read what --data was given. Raises UsageError for what is no KEY=VALUE, or said twice."""
    data: dict[str, str] = {}
    for text in texts:
        key, mark, value = text.partition("=")
        if not mark or not key.strip():
            raise UsageError(f"--data {show(text)} is no KEY=VALUE.", hint="As in: --data name=Ada")
        if key.strip() in data:
            raise UsageError(f"--data {show(key.strip())} is said twice.", hint="Say it once.")
        data[key.strip()] = value
    return data


def answer(questions: tuple[Asked, ...], said: Said) -> dict[str, object]:
    """Give the answers by the template's own names.

    Raises UsageError for one to a question that the template does not ask, which Copier takes in
    silence, and for a question that is answered in two ways.
    """
    asked = {question.name: question for question in questions}
    answers: dict[str, object] = {}
    for key, value in said.flags.items():
        name = key.replace("-", "_")
        if name not in asked:
            raise UsageError(
                f"The template asks nothing called {show(name)}, so --{key} says nothing to it.",
                hint=f"Leave it out. {_list(asked)}",
            )
        if name in said.data:
            raise UsageError(f"{show(name)} is answered by --{key} and by --data.", hint="Say one.")
        answers[name] = _fit(asked[name], value)
    for name in said.data:
        if name not in asked:
            near = get_close_matches(name, asked, n=1)
            raise UsageError(
                f"The template asks nothing called {show(name)}.",
                hint=(f"Did you mean {near[0]}? " if near else "") + _list(asked),
            )
    return answers | dict(said.data)


def suggest_names(
    questions: tuple[Asked, ...], answers: Mapping[str, object], name: str
) -> dict[str, object]:
    """Give what follows from the project's name, for the questions that nothing answers.

    It takes the place of a default, so that a person who is asked can still say otherwise.
    """
    found: dict[str, object] = {}
    for question in questions:
        if question.name == _PROJECT:
            found[question.name] = name
        elif question.name in _NAMES and not question.has_default:
            found[question.name] = _NAMES[question.name](name)
    return {key: value for key, value in found.items() if key not in answers}


def check_open(questions: tuple[Asked, ...], known: Collection[str]) -> None:
    """Raise UsageError, naming all, for questions without default that nobody is there to be asked.

    Those that are asked under a condition only are left to Copier.
    """
    missing = [
        question.name
        for question in questions
        if not question.has_default and not question.is_conditional and question.name not in known
    ]
    if missing:
        several = "have" if len(missing) > 1 else "has"
        raise UsageError(
            f"The template asks for {list_words(map(show, missing), 'and')}, which {several} no default.",
            hint=f"Pass {' '.join(f'--data {name}=VALUE' for name in missing)}, or run it at a "
            "terminal without --yes.",
        )


def _fit(question: Asked, value: Value) -> object:
    """Give an answer of ours as Copier reads it; several words stay a list where it takes one."""
    if not isinstance(value, tuple):
        return value
    if question.is_many or question.kind in _LISTS or len(value) > 1:
        return list(value)
    return value[0] if value else "none"


def _list(asked: Mapping[str, Asked]) -> str:
    return f"It asks for {list_words(asked, 'and')}." if asked else "It asks nothing at all."
