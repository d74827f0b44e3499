"""The rule gives what the documents say, and has the properties of a fair one."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.question import Value
from apigen.recommendation import NEEDS, load_criteria, make_needs, weigh
from apigen.recommendation.rule import get_weight

SCENARIOS = tomllib.loads(Path(__file__).with_name("scenarios.toml").read_text("utf-8"))[
    "scenarios"
]

CHOICES = {q.key: [choice.value for choice in q.choices] for q in NEEDS}
ANSWERS = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(values) for key, values in CHOICES.items()}
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["name"])
def test_scenario(scenario: dict[str, Any]) -> None:
    verdict = weigh(make_needs(scenario["needs"]))
    assert (verdict.framework, verdict.strength) == (scenario["framework"], scenario["strength"])
    assert [r.criterion.id for r in verdict.advice] == scenario.get("advice", [])
    assert {r.criterion.id for r in verdict.refuted} >= set(scenario.get("refuted", []))
    assert scenario["by"]


@pytest.mark.parametrize(
    "scenario", [s for s in SCENARIOS if "same_as" in s], ids=lambda s: s["name"]
)
def test_what_nobody_speaks_of_changes_nothing(scenario: dict[str, Any]) -> None:
    [other] = [each for each in SCENARIOS if each["name"] == scenario["same_as"]]
    one, two = weigh(make_needs(scenario["needs"])), weigh(make_needs(other["needs"]))
    assert (one.scores, one.strength) == (two.scores, two.strength)


@given(ANSWERS)
def test_weights_add_up_to_the_scores(answers: dict[str, Value]) -> None:
    verdict = weigh(make_needs(answers))
    for side, score in verdict.scores.items():
        assert score == sum(r.weight for r in verdict.reasons if r.criterion.favours == side)
    assert all(reason.weight == 0 for reason in verdict.refuted)


@given(ANSWERS, st.randoms())
def test_the_order_of_answers_does_not_matter(answers: dict[str, Value], random: Any) -> None:
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert weigh(make_needs(dict(shuffled))) == weigh(make_needs(answers))


@given(ANSWERS, st.sampled_from(sorted(CHOICES)), st.data())
def test_a_need_for_one_side_never_helps_the_other(
    answers: dict[str, Value], key: str, data: st.DataObject
) -> None:
    answers.pop(key, None)
    value = data.draw(st.sampled_from(CHOICES[key]))
    before = weigh(make_needs(answers))
    after = weigh(make_needs({**answers, key: value}))
    had = {reason.criterion.id for reason in (*before.reasons, *before.refuted)}
    new = [r.criterion for r in (*after.reasons, *after.refuted) if r.criterion.id not in had]
    favoured = {c.favours for c in new if get_weight(c)}
    for side in {"flask", "fastapi"} - favoured:
        assert after.scores[side] <= before.scores[side]


@given(ANSWERS)
def test_strongest_reasons_come_first(answers: dict[str, Value]) -> None:
    weights = [reason.weight for reason in weigh(make_needs(answers)).reasons]
    assert weights == sorted(weights, reverse=True)


def test_what_is_outranked_counts_nothing_and_says_why() -> None:
    verdict = weigh(make_needs({"purpose": "api", "existing": "flask"}))
    [reason] = [r for r in verdict.reasons if r.criterion.id == "api-only"]
    assert (reason.weight, reason.outranked_by) == (0, "existing-flask")


def test_every_criterion_is_reached_by_a_scenario() -> None:
    reached = set()
    for scenario in SCENARIOS:
        verdict = weigh(make_needs(scenario["needs"]))
        for reason in (*verdict.reasons, *verdict.refuted, *verdict.advice):
            reached.add(reason.criterion.id)
    assert {criterion.id for criterion in load_criteria()} == reached
