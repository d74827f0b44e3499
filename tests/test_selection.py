"""Features require, refuse and bring along each other."""

from pathlib import Path

import pytest

from apigen.answers import settle
from apigen.catalog import load_catalog
from apigen.errors import UsageError
from apigen.fitting import select
from apigen.question import Value
from apigen.selection import Selection

from .tools import write_toy

_RULE = """
id = "guard"
title = "Guard"
help = "checks callers"
[choice]
question = "auth"
value = "guard"
"""


def _select(folder: Path, rules: str, **given: Value) -> Selection:
    catalog = load_catalog(write_toy(folder, {"features/guard/feature.toml": _RULE + rules}))
    framework = str(given.pop("framework", "fastapi"))
    answers = settle(catalog.questions(), {"auth": "guard", **given})
    return select(catalog, framework, answers, {"auth", *given})


def _ids(selection: Selection) -> list[str]:
    return [feature.id for feature in selection.features]


def test_what_is_not_offered_is_there_when_its_answers_hold(tmp_path: Path) -> None:
    assert "full" in _ids(_select(tmp_path, ""))
    assert "full" not in _ids(_select(tmp_path / "m", "", minimal=True))


def test_a_requirement_that_is_not_met_is_refused_with_why(tmp_path: Path) -> None:
    rule = '[[requires]]\nanswer = { database = ["toybase"] }\nwhy = "keys must be kept"'
    assert _select(tmp_path, rule)
    with pytest.raises(UsageError) as caught:
        _select(tmp_path / "n", rule, database="none")
    assert caught.value.hint == (
        "--auth guard needs --database toybase: keys must be kept\n"
        "  Leave out --auth guard, or leave out --database none."
    )


def test_every_broken_rule_is_listed(tmp_path: Path) -> None:
    rules = '[[conflicts]]\nfeature = "pages"\nwhy = "they show too much"'
    with pytest.raises(UsageError) as caught:
        _select(tmp_path, rules, minimal=True, docs=True, deploy=("boat",))
    assert "--deploy boat does not go with --minimal" in caught.value.hint
    assert "--auth guard does not go with --docs: they show too much" in caught.value.hint


def test_the_framework_counts_as_an_answer(tmp_path: Path) -> None:
    rule = '[[requires]]\nanswer = { framework = "flask" }\nwhy = "it is old"'
    assert _select(tmp_path, rule, framework="flask")
    with pytest.raises(UsageError, match="do not fit together"):
        _select(tmp_path / "f", rule)


def test_a_fact_can_be_all_but_one_value(tmp_path: Path) -> None:
    rule = '[[requires]]\nanswer = { database = "!none" }\nwhy = "keys must be kept"'
    assert _select(tmp_path, rule)
    with pytest.raises(UsageError, match="do not fit together"):
        _select(tmp_path / "n", rule, database="none")


def test_an_implied_feature_changes_open_answers_and_says_why(tmp_path: Path) -> None:
    rule = '[[implies]]\nfeature = "toybase"\nwhy = "keys must be kept"'
    selection = _select(tmp_path, rule, minimal=True, deploy=())
    assert selection.answers["database"] == "toybase"
    assert selection.implied == ("--auth guard brings --database toybase: keys must be kept",)


def test_an_implied_feature_never_changes_a_given_answer(tmp_path: Path) -> None:
    rule = '[[implies]]\nfeature = "toybase"\nwhy = "keys must be kept"'
    with pytest.raises(UsageError, match="do not fit together"):
        _select(tmp_path, rule, database="none")


def test_what_is_not_offered_can_be_implied(tmp_path: Path) -> None:
    rule = '[[implies]]\nfeature = "full"\nwhy = "it needs all"'
    assert "full" in _ids(_select(tmp_path, rule, minimal=True, deploy=()))


def test_an_implication_takes_the_usual_one_of_all_but_one(tmp_path: Path) -> None:
    rule = '[[implies]]\nanswer = { database = "!none" }\nwhy = "keys must be kept"'
    selection = _select(tmp_path, rule, minimal=True, deploy=())
    assert selection.answers["database"] == "toybase"
    with pytest.raises(UsageError) as caught:
        _select(tmp_path / "n", rule, database="none")
    assert "--auth guard needs --database toybase: keys" in caught.value.hint


def test_what_a_feature_notes_is_said_when_it_is_so(tmp_path: Path) -> None:
    rule = '[[notes]]\nanswer = { docs = false }\nwhy = "nobody can look up how"'
    assert _select(tmp_path, rule, docs=False).implied == ("--auth guard: nobody can look up how",)
    assert _select(tmp_path / "d", rule, docs=True).implied == ()


def test_rules_that_contradict_each_other_come_to_an_end(tmp_path: Path) -> None:
    rules = """
        [[implies]]
        answer = { docs = true }
        why = "one says so"
        [[implies]]
        answer = { docs = false }
        why = "and the other not"
    """
    with pytest.raises(UsageError, match="do not fit together"):
        _select(tmp_path, rules)
