"""The rule that weighs the criteria: pure, and small enough to be redone by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .criteria import Criterion, load_criteria
from .needs import Needs

Strength = Literal["clear", "leaning", "toss-up"]

# What a criterion counts; more than all supporting ones of a side together for a decisive one.
WEIGHTS = {"decisive": 20, "supporting": 2, "advice": 0}
# What is weakened today counts half, what is refuted counts nothing.
SHARES = {"holds": 2, "weakened": 1, "refuted": 0}
# So far ahead of a side without a decisive reason is clear.
CLEAR = 10


@dataclass(frozen=True)
class Reason:
    """A criterion that the needs trigger, and what it counts for the side it favours."""

    criterion: Criterion
    weight: int
    outranked_by: str = ""


@dataclass(frozen=True)
class Verdict:
    """The framework, how strongly, and everything that it rests on, strongest first."""

    framework: str
    strength: Strength
    scores: Mapping[str, int]
    reasons: tuple[Reason, ...]
    refuted: tuple[Reason, ...]
    advice: tuple[Reason, ...]
    needs: Needs


def weigh(needs: Needs) -> Verdict:
    """Add up what the documents say for each side, as far as it still holds.

    A tie goes to FastAPI where an API is the purpose, else to Flask.
    """
    triggered = [criterion for criterion in load_criteria() if is_triggered(criterion, needs)]
    outranked = {other: c.id for c in triggered for other in c.outranks}
    weighed = [_weigh(criterion, outranked.get(criterion.id, "")) for criterion in triggered]
    weighed.sort(key=lambda reason: -reason.weight)
    scores = {side: sum_weights(weighed, side) for side in ("flask", "fastapi")}
    return Verdict(
        framework=decide(scores, needs),
        strength=_find_strength(scores, weighed),
        scores=scores,
        reasons=tuple(r for r in weighed if r.criterion.status != "refuted" and not _is_advice(r)),
        refuted=tuple(r for r in weighed if r.criterion.status == "refuted"),
        advice=tuple(r for r in weighed if _is_advice(r)),
        needs=needs,
    )


def is_triggered(criterion: Criterion, needs: Needs) -> bool:
    """Whether the needs answer one of the criterion's alternatives in full."""
    answers = dict(needs.values)
    return any(
        all(answers.get(key) in wanted for key, wanted in facts.items()) for facts in criterion.when
    )


def get_weight(criterion: Criterion) -> int:
    """Give what a criterion counts for its side when nothing outranks it."""
    if criterion.favours == "neither":
        return 0
    return WEIGHTS[criterion.kind] * SHARES[criterion.status] // 2


def sum_weights(reasons: list[Reason], side: str) -> int:
    """Add up what counts for a side."""
    return sum(reason.weight for reason in reasons if reason.criterion.favours == side)


def decide(scores: Mapping[str, int], needs: Needs) -> str:
    """Name the side with more points; a tie is broken by the purpose."""
    if scores["flask"] == scores["fastapi"]:
        return "fastapi" if needs.get("purpose") == "api" else "flask"
    return max(scores, key=lambda side: scores[side])


def _weigh(criterion: Criterion, outranked_by: str) -> Reason:
    return Reason(criterion, 0 if outranked_by else get_weight(criterion), outranked_by)


def _is_advice(reason: Reason) -> bool:
    return reason.criterion.kind == "advice"


def _find_strength(scores: Mapping[str, int], reasons: list[Reason]) -> Strength:
    if scores["flask"] == scores["fastapi"]:
        return "toss-up"
    ahead = max(scores, key=lambda side: scores[side])
    opposed = any(
        reason.weight and reason.criterion.kind == "decisive" and reason.criterion.favours != ahead
        for reason in reasons
    )
    lead = abs(scores["flask"] - scores["fastapi"])
    return "clear" if lead >= CLEAR and not opposed else "leaning"
