"""Reads what is to be added or removed: `auth=jwt`, `kubernetes`, `docs`."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from ..answers import Answers
from ..catalog import Catalog
from ..errors import UsageError, list_words, show
from ..question import NONE, Question, Value

# Not a feature: what everything else is written in.
_NO_FEATURE = "framework"


def read_additions(catalog: Catalog, has: Answers, words: Sequence[str]) -> dict[str, Value]:
    """Give the answers by which what `words` name comes to what the project `has`.

    Raises UsageError for a word that names nothing, or several things.
    """
    changes: dict[str, Value] = {}
    for question, value in _read_words(catalog, words):
        if not question.is_asked:
            raise UsageError(f"{question.key} is how a project begins; it cannot be added.")
        if value is None:
            raise UsageError(
                f"{show(question.key)} leaves open what is to be added.",
                hint=f"Say one of {list_words(f'{question.key}={v}' for v in _list_values(question))}.",
            )
        if isinstance(value, tuple):
            now = changes.get(question.key, has[question.key])
            value = question.read([*_listed(now), *value])
        elif changes.get(question.key, value) != value:
            raise UsageError(f"{question.key} can be one thing only: say one of them.")
        changes[question.key] = value
    return changes


def read_removals(catalog: Catalog, has: Answers, words: Sequence[str]) -> dict[str, Value]:
    """Give the answers by which what `words` name goes from what the project `has`.

    Raises as `read_additions` does, and when there is another choice than the one named.
    """
    changes: dict[str, Value] = {}
    for question, value in _read_words(catalog, words):
        now = changes.get(question.key, has[question.key])
        if question.kind == "yes-no":
            changes[question.key] = False
        elif question.kind == "many":
            gone = _listed(now) if value is None else _listed(value)
            changes[question.key] = tuple(one for one in _listed(now) if one not in gone)
        elif value in {None, now}:
            changes[question.key] = NONE
        elif now != NONE:
            raise UsageError(
                f"This project has {question.key}={now}, not {question.key}={value}.",
                hint=f"To remove what it has: apigen remove {question.key}",
            )
    return changes


def write_words(has: Answers, changes: Mapping[str, Value]) -> tuple[str, ...]:
    """Give the words that name `changes`, as they are read."""
    words: list[str] = []
    for key, value in changes.items():
        now = has[key]
        if isinstance(value, bool) or value == NONE:
            words.append(key)
        elif isinstance(value, tuple):
            words += [f"{key}={one}" for one in sorted({*value} ^ {*_listed(now)})]
        else:
            words.append(f"{key}={value}")
    return tuple(words)


def _read_words(catalog: Catalog, words: Sequence[str]) -> list[tuple[Question, Value | None]]:
    questions = {q.key: q for q in catalog.questions() if q.is_open and q.key != _NO_FEATURE}
    if not words:
        raise UsageError(
            "Nothing is named.", hint=f"Say one or more of {list_words(_list_words(questions))}."
        )
    return [_read_word(questions, word) for word in words]


def _read_word(questions: Mapping[str, Question], word: str) -> tuple[Question, Value | None]:
    key, sign, value = word.partition("=")
    if sign and key in questions and questions[key].kind != "yes-no":
        question = questions[key]
        read = question.read(value)
        if read in {NONE, ()}:
            raise UsageError(
                f"{show(word)} names nothing.", hint=f"To remove it: apigen remove {key}"
            )
        return question, read
    if word in questions:
        question = questions[word]
        return question, True if question.kind == "yes-no" else None
    owners = [question for question in questions.values() if word in _list_values(question)]
    if len(owners) == 1:
        [question] = owners
        return question, (word,) if question.kind == "many" else word
    if owners:
        ways = list_words(f"{question.key}={word}" for question in owners)
        raise UsageError(f"{show(word)} can mean several things.", hint=f"Say {ways}.")
    if key == _NO_FEATURE:
        raise UsageError(
            "The framework is no feature.",
            hint="To bring the project to the other one: apigen switch fastapi, or apigen switch flask",
        )
    known = _list_words(questions)
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.7)
    raise UsageError(
        f"There is nothing called {show(word)}.",
        hint=(f"Did you mean {near[0]}? " if near else "") + f"There is {list_words(known)}.",
    )


def _list_words(questions: Mapping[str, Question]) -> list[str]:
    return [
        word
        for key, question in questions.items()
        if question.is_asked
        for word in ([key] if question.kind == "yes-no" else _list_values(question))
    ]


def _list_values(question: Question) -> list[str]:
    return [value for value in question.values if value not in {NONE, "True", "False"}]


def _listed(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
