"""A feature that comes later gives the project that has it from the start; one that goes leaves nothing."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from apigen.question import FRAMEWORKS, NONE, Value

from .features import BARE, FEATURES, Feature, edit_all, say, see
from .projects import change, draft, read, render, without_state, write

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
    assert without_state(see(read(tmp_path))) == without_state(see(edit_all(after, known)))

    earlier = draft(say(framework, base)).answers[feature.key]
    if isinstance(earlier, str) and earlier != NONE:  # another one has taken its place
        removed = change(tmp_path, "add", [earlier])
    else:
        removed = change(tmp_path, "remove", [feature.word])

    assert not removed.conflicts
    assert read(tmp_path) == mine
