"""The criteria are complete, consistent and can be checked by their links."""

import re
from datetime import date

import pytest

from apigen.question import Value
from apigen.recommendation import NEEDS, Criterion, load_criteria
from apigen.recommendation.rule import WEIGHTS, get_weight

# Every criterion that is to be found in the two documents: whom it favours, how strongly it is
# said, and in which of them (S is Svitla's, U is Sunscrapers').
IN_THE_DOCUMENTS = {
    "api-only": ("fastapi", "decisive", "U"),
    "async-io": ("fastapi", "supporting", "SU"),
    "auto-docs": ("fastapi", "decisive", "SU"),
    "beginners": ("flask", "supporting", "U"),
    "builtin-security": ("flask", "decisive", "U"),
    "central-errors": ("fastapi", "supporting", "U"),
    "community": ("flask", "supporting", "U"),
    "data-processing": ("fastapi", "supporting", "S"),
    "dependency-injection": ("fastapi", "supporting", "U"),
    "dev-server": ("neither", "supporting", "U"),
    "developer-speed": ("fastapi", "supporting", "S"),
    "existing-flask": ("flask", "decisive", "U"),
    "extensions": ("flask", "supporting", "SU"),
    "fast-backend": ("fastapi", "decisive", "SU"),
    "forms-files": ("fastapi", "supporting", "S"),
    "heavy-traffic": ("fastapi", "decisive", "SU"),
    "html-oriented": ("fastapi", "supporting", "U"),
    "html-pages": ("flask", "decisive", "S"),
    "large-fullstack": ("neither", "advice", "S"),
    "low-resources": ("flask", "supporting", "U"),
    "microservice": ("fastapi", "decisive", "S"),
    "migrations": ("fastapi", "supporting", "U"),
    "no-builtin-auth": ("flask", "supporting", "U"),
    "no-session-management": ("fastapi", "supporting", "U"),
    "object-storage": ("fastapi", "supporting", "S"),
    "openapi-standards": ("fastapi", "supporting", "S"),
    "paas-cloud": ("neither", "supporting", "S"),
    "serverless": ("fastapi", "supporting", "U"),
    "sessions-flash": ("flask", "supporting", "S"),
    "simple-app": ("flask", "decisive", "U"),
    "single-thread": ("fastapi", "supporting", "U"),
    "some-async": ("flask", "supporting", "S"),
    "testing": ("neither", "supporting", "SU"),
    "third-party-risk": ("fastapi", "supporting", "U"),
    "unsure-direction": ("flask", "decisive", "U"),
    "validation": ("fastapi", "supporting", "SU"),
    "websockets-http2": ("fastapi", "supporting", "S"),
}
CONCLUDED_FROM_THEM = {"existing-fastapi"}


def _each() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("criterion", load_criteria(), ids=lambda c: c.id)


def test_all_criteria_are_there_once() -> None:
    ids = [criterion.id for criterion in load_criteria()]
    assert len(ids) == len(set(ids))
    assert set(ids) == IN_THE_DOCUMENTS.keys() | CONCLUDED_FROM_THEM


@_each()
def test_criterion_says_what_its_documents_say(criterion: Criterion) -> None:
    letters = {source.publisher[:2]: source.publisher for source in criterion.sources}
    documents = "".join(sorted("S" if key == "Sv" else "U" for key in letters))
    if criterion.id not in CONCLUDED_FROM_THEM:
        found = (criterion.favours, criterion.kind, documents)
        assert found == IN_THE_DOCUMENTS[criterion.id]


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
