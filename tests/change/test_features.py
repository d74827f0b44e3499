"""A feature that comes later gives the project that has it from the start; one that goes leaves nothing."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from apigen.question import FRAMEWORKS, NONE, Value
from apigen.state import FILE_NAME

from .features import BARE, FEATURES, Feature, edit_all, say, see
from .projects import Texts, change, draft, read, render, without_state, write

_VERSIONS = "migrations/versions/"
_BASES: Mapping[str, Mapping[str, Value]] = {"bare": BARE, "usual": {}}


def _list_cases() -> Iterator[Any]:
    """Give each feature in each framework with a project that has not got it."""
    for framework, (name, base), feature in product(FRAMEWORKS, _BASES.items(), FEATURES):
        there = draft(say(framework, base)).answers[feature.key]
        is_there = feature.value == there or (isinstance(there, tuple) and feature.word in there)
        # What the smaller project excludes by its own words is added to the usual one.
        is_excluded = feature.key == "auth" and base.get("database") == NONE
        if not is_there and not is_excluded:
            yield pytest.param(framework, base, feature, id=f"{framework}-{name}-{feature.word}")


@pytest.mark.parametrize(("framework", "base", "feature"), [*_list_cases()])
def test_a_feature_comes_to_an_edited_project_and_goes_again(
    tmp_path: Path, framework: str, base: Mapping[str, Value], feature: Feature
) -> None:
    before = render(draft(say(framework, base)))
    after = render(draft(say(framework, base, feature)))
    known = {path: before[path] for path in before.keys() & after.keys()}
    write(tmp_path, edit_all(before, known))
    mine = read(tmp_path)

    added = change(tmp_path, "add", [feature.word])

    assert not added.conflicts
    there, wanted = see(read(tmp_path)), see(edit_all(after, known))
    assert _look(without_state(there), feature) == _look(without_state(wanted), feature)

    earlier = draft(say(framework, base)).answers[feature.key]
    if isinstance(earlier, str) and earlier != NONE:  # another one has taken its place
        removed = change(tmp_path, "add", [earlier])
    else:
        removed = change(tmp_path, "remove", [feature.word])

    assert not removed.conflicts
    assert _look(read(tmp_path), feature) == _look(mine, feature)


def _look(texts: Texts, feature: Feature) -> Texts:
    """Leave out migrations where tables change: what comes to those comes on top, and so it goes."""
    if feature.key != "auth":
        return texts
    kept = {path: text for path, text in texts.items() if _VERSIONS not in path}
    lines = kept.get(FILE_NAME, "").splitlines()
    return {**kept, FILE_NAME: "\n".join(line for line in lines if _VERSIONS not in line)}
