"""A feature that comes later gives the project that has it from the start; one that goes leaves nothing."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from apigen.question import FRAMEWORKS, NONE, Value

from .owners_edits import edit
from .projects import CATALOG, Texts, change, draft, read, render, without_state, write

Given = dict[str, Value]
# So that there is something to add: what is there unasked, and what brings much else.
_BARE: Given = {"docs": False, "database": NONE, "deploy": (), "ci": NONE, "async": False}


def _list_features() -> Iterator[tuple[str, str, Value]]:
    """Give the word for each feature, and the answer that has it from the start."""
    for question in CATALOG.questions():
        if question.key == "framework" or not question.is_asked or not question.is_open:
            continue
        if question.kind == "yes-no":
            yield question.key, question.key, True
        for value in question.values if question.kind != "yes-no" else ():
            if value != NONE:
                yield value, question.key, (value,) if question.kind == "many" else value


FEATURES = tuple(_list_features())
_SECRET = re.compile(r"[\w-]{43}|a secret, the same in each project")


def _list_cases() -> Iterator[Any]:
    """Give each feature in each framework with a project that has not got it."""
    for framework, (name, base), (word, key, value) in product(
        FRAMEWORKS, (("bare", _BARE), ("usual", {})), FEATURES
    ):
        answers = draft({**base, "framework": framework}).answers
        there = answers[key]
        is_there = there == value or (isinstance(there, tuple) and word in there)
        # What the smaller project excludes by its own words is added to the usual one.
        is_excluded = key == "auth" and base.get("database") == NONE
        if not is_there and not is_excluded:
            yield pytest.param(framework, base, word, key, value, id=f"{framework}-{name}-{word}")


CASES = [*_list_cases()]


def _edit_all(texts: Texts, known: Texts) -> Texts:
    """Make an owner's edits in those files that are among `known`, too."""
    return {
        path: edit(path, text) if path in known and path != ".apigen.toml" else text
        for path, text in texts.items()
    }


@pytest.mark.parametrize(("framework", "base", "word", "key", "value"), CASES)
def test_a_feature_comes_to_an_edited_project_and_goes_again(
    tmp_path: Path, framework: str, base: Given, word: str, key: str, value: Value
) -> None:
    before = render(draft(_say(framework, base, key)))
    after = render(draft(_say(framework, base, key, value)))
    known = {path: before[path] for path in before.keys() & after.keys()}
    write(tmp_path, _edit_all(before, known))
    mine = read(tmp_path)

    added = change(tmp_path, "add", [word])

    assert not added.conflicts
    assert _see(read(tmp_path)) == _see(_edit_all(after, known))

    earlier = draft(_say(framework, base, key)).answers[key]
    if isinstance(earlier, str) and earlier != NONE:  # another one has taken its place
        removed = change(tmp_path, "add", [earlier])
    else:
        removed = change(tmp_path, "remove", [word])

    assert not removed.conflicts
    assert read(tmp_path) == mine


def _say(framework: str, base: Given, key: str, value: Value | None = None) -> Given:
    """Give what one says to have a project with that answer, or without: no default is said."""
    questions = {question.key: question for question in CATALOG.questions(framework)}
    given: Given = {**base, "framework": framework}
    if isinstance(value, tuple):
        there = draft(given).settled[key]
        value = questions[key].read([*(there if isinstance(there, tuple) else ()), *value])
    if value is not None:
        given[key] = value
    return {k: v for k, v in given.items() if v != questions[k].get_default(minimal=False)}


def _see(texts: Texts) -> Texts:
    """Leave out what is different in each project."""
    return {path: _SECRET.sub("SECRET", text) for path, text in without_state(texts).items()}
