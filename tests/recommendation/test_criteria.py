"""The criteria are complete, consistent and can be checked by their links."""

import re
from datetime import date

import pytest

from apigen.question import Value
from apigen.recommendation import NEEDS, Criterion, load_criteria
from apigen.recommendation.rule import WEIGHTS, get_weight

# Every criterion that is to be found in the two documents.
IN_THE_DOCUMENTS = {
    "api-only",
    "async-io",
    "auto-docs",
    "beginners",
    "builtin-security",
    "central-errors",
    "community",
    "data-processing",
    "dependency-injection",
    "dev-server",
    "developer-speed",
    "existing-flask",
    "extensions",
    "fast-backend",
    "forms-files",
    "heavy-traffic",
    "html-oriented",
    "html-pages",
    "large-fullstack",
    "low-resources",
    "microservice",
    "migrations",
    "no-builtin-auth",
    "no-session-management",
    "object-storage",
    "openapi-standards",
    "paas-cloud",
    "serverless",
    "sessions-flash",
    "simple-app",
    "single-thread",
    "some-async",
    "testing",
    "third-party-risk",
    "unsure-direction",
    "validation",
    "websockets-http2",
}
CONCLUDED_FROM_THEM = {"existing-fastapi"}


def _each() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("criterion", load_criteria(), ids=lambda c: c.id)


def test_all_criteria_are_there_once() -> None:
    ids = [criterion.id for criterion in load_criteria()]
    assert len(ids) == len(set(ids))
    assert set(ids) == IN_THE_DOCUMENTS | CONCLUDED_FROM_THEM


@_each()
def test_criterion_is_triggered_by_needs_that_there_are(criterion: Criterion) -> None:
    possible: dict[str, set[Value]] = {
        question.key: {choice.value for choice in question.choices} for question in NEEDS
    }
    assert criterion.when
    for facts in criterion.when:
        assert facts
        for key, wanted in facts.items():
            assert wanted <= possible[key]


@_each()
def test_criterion_can_be_checked(criterion: Criterion) -> None:
    assert re.fullmatch(r"https://[\w./#%-]+", criterion.link)
    assert date.fromisoformat(criterion.as_of) <= date(2030, 1, 1)
    assert criterion.claim.endswith(".")
    assert criterion.today.endswith(".")
    assert criterion.sources
    assert all(source.section for source in criterion.sources)
    assert criterion.status in {"holds", "weakened", "refuted"}


@_each()
def test_only_advice_favours_neither_decisively(criterion: Criterion) -> None:
    assert criterion.kind in WEIGHTS
    if criterion.kind == "decisive":
        assert criterion.favours in {"flask", "fastapi"}


@pytest.mark.parametrize("side", ["flask", "fastapi"])
def test_a_decisive_reason_outweighs_all_supporting_ones(side: str) -> None:
    supporting = sum(
        get_weight(criterion)
        for criterion in load_criteria()
        if (criterion.favours, criterion.kind) == (side, "supporting")
    )
    assert supporting < WEIGHTS["decisive"]
