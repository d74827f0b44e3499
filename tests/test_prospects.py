"""What cannot be answered any more is told with its reason, and nothing else is."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from apigen.catalog import Catalog, load_catalog
from apigen.errors import UsageError
from apigen.prospects import check_given, find_reason_against
from apigen.question import Question, Value
from apigen.selection import Selection

from .generated.combinations import accepted
from .guarded import guard


def _question(catalog: Catalog, key: str) -> Question:
    return next(question for question in catalog.questions() if question.key == key)


@pytest.mark.parametrize(
    ("fixed", "key", "value", "reason"),
    [
        ({}, "auth", "guard", ""),
        ({"docs": False}, "auth", "guard", ""),
        ({"docs": True}, "auth", "badge", ""),
        ({"auth": "none"}, "database", "none", ""),
        ({"auth": "guard"}, "database", "bucket", ""),
        ({"docs": True}, "auth", "guard", "--auth guard does not go with --docs: they show"),
        ({"auth": "guard"}, "docs", True, "--auth guard does not go with --docs: they show"),
        ({"auth": "guard"}, "database", "none", "--auth guard needs --database toybase or bucket"),
        ({"database": "none"}, "auth", "guard", "--auth guard needs --database toybase or bucket"),
        ({"minimal": True}, "deploy", "boat", "--deploy boat does not go with --minimal"),
    ],
)
def test_a_choice_that_breaks_a_rule_for_certain_has_a_reason_against_it(
    fixed: dict[str, Value], key: str, value: str | bool, reason: str, toy: Path
) -> None:
    catalog = load_catalog(guard(toy))
    found = find_reason_against(catalog, fixed, _question(catalog, key), value)
    assert found.startswith(reason) if reason else found == ""


def test_a_choice_that_leaves_another_question_no_answer_has_a_reason_against_it(
    toy: Path,
) -> None:
    guard(toy)
    for name in ("toybase", "bucket"):
        path = toy / f"features/{name}/feature.toml"
        rule = f'[[conflicts]]\nanswer = {{ async = false }}\nwhy = "{name} waits"\n'
        choice, _, rest = path.read_text().partition("[lists]")
        path.write_text(choice + rule + (f"[lists]{rest}" if rest else ""))
    catalog = load_catalog(toy)
    fixed = {"docs": False}
    found = find_reason_against(catalog, fixed, _question(catalog, "auth"), "guard")
    assert found.split("; ") == [
        "--auth guard needs --database toybase or bucket: keys must be kept",
        "--database toybase does not go with --no-async: toybase waits",
        "--database bucket does not go with --no-async: bucket waits",
    ]


def test_what_depends_on_a_framework_is_open_until_there_is_one(toy: Path) -> None:
    guard(toy)
    badge = toy / "features/badge/feature.toml"
    rule = '[[requires]]\nanswer = { framework = "flask" }\nwhy = "it is old"\n'
    badge.write_text(badge.read_text() + rule)
    catalog = load_catalog(toy)
    auth = _question(catalog, "auth")
    assert find_reason_against(catalog, {"framework": "auto"}, auth, "badge") == ""
    assert find_reason_against(catalog, {"framework": "flask"}, auth, "badge") == ""
    found = find_reason_against(catalog, {"framework": "fastapi"}, auth, "badge")
    assert found == "--auth badge needs --framework flask: it is old"


def test_given_answers_are_checked_before_anything_is_asked(toy: Path) -> None:
    catalog = load_catalog(guard(toy))
    check_given(catalog, {"auth": "guard"})
    with pytest.raises(UsageError) as caught:
        check_given(catalog, {"auth": "guard", "docs": True, "database": "none"})
    assert caught.value.hint.count("--auth guard") == 4


def test_exactly_what_is_in_no_accepted_combination_has_a_reason_against_it() -> None:
    catalog = load_catalog()
    there = {
        (one.answers["minimal"], *pair)
        for one in accepted(catalog)
        for pair in combinations(_list_choices(one), 2)
    }
    questions = {q.key: q for q in catalog.questions() if q.is_asked and q.is_open}
    choices = [(q.key, c.value) for q in questions.values() for c in q.choices if c.value != "auto"]
    for minimal in (False, True):
        for (first, one), (second, other) in combinations(choices, 2):
            if first != second:
                value = (str(one),) if questions[first].kind == "many" else one
                fixed: dict[str, Value] = {"minimal": minimal, first: value}
                reason = find_reason_against(catalog, fixed, questions[second], other)
                is_possible = (minimal, (first, one), (second, other)) in there
                assert is_possible == (not reason), (fixed, second, other, reason)


def _list_choices(selection: Selection) -> Iterator[tuple[str, str | bool]]:
    for key, value in selection.answers.values:
        yield from ((key, one) for one in (value if isinstance(value, tuple) else (value,)))
