"""Every feature that can come to a project later, and what an owner has made of that project by then."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apigen.question import NONE, Value
from apigen.state import FILE_NAME

from .owners_edits import edit
from .projects import CATALOG, Texts, draft

Given = dict[str, Value]
# A project in which most features can come: of what is there unasked, it has nothing.
BARE: Mapping[str, Value] = {
    "docs": False,
    "database": NONE,
    "deploy": (),
    "ci": NONE,
    "async": False,
}
_SECRET = re.compile(r"[\w-]{43}|a secret, the same in each project")


@dataclass(frozen=True)
class Feature:
    """What `apigen add` is told, and the answer that has it from the start."""

    word: str
    key: str
    value: Value


def _list_features() -> Iterator[Feature]:
    for question in CATALOG.questions():
        if question.key == "framework" or not question.is_asked or not question.is_open:
            continue
        if question.kind == "yes-no":
            yield Feature(question.key, question.key, True)
        for value in question.values if question.kind != "yes-no" else ():
            if value != NONE:
                answer: Value = (value,) if question.kind == "many" else value
                yield Feature(value, question.key, answer)


FEATURES = tuple(_list_features())


def say(framework: str, base: Mapping[str, Value], feature: Feature | None = None) -> Given:
    """Give what one says to have a project with the feature, or without: no default is said."""
    questions = {question.key: question for question in CATALOG.questions(framework)}
    given: Given = {**base, "framework": framework}
    if feature is not None:
        given[feature.key] = feature.value
        there = draft({**base, "framework": framework}).settled[feature.key]
        if isinstance(feature.value, tuple) and isinstance(there, tuple):
            given[feature.key] = questions[feature.key].read([*there, *feature.value])
    return {k: v for k, v in given.items() if v != questions[k].get_default(minimal=False)}


def edit_all(texts: Texts, known: Texts) -> Texts:
    """Make an owner's edits in those files that are among `known`, too."""
    return {
        path: edit(path, text) if path in known and path != FILE_NAME else text
        for path, text in texts.items()
    }


def see(texts: Texts) -> Texts:
    """Mask the secrets, which are others in each project."""
    return {path: _SECRET.sub("SECRET", text) for path, text in texts.items()}
