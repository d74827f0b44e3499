"""Searches, exactly, for the smallest change of answers that turns a verdict round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from ..question import Question, Value
from .criteria import load_criteria
from .needs import NEEDS, Needs
from .rule import Verdict, get_weight, is_triggered, weigh

MOST = 5

Change = Mapping[str, Value | None]


@dataclass(frozen=True)
class Flip:
    """Answers that, given otherwise, make another framework of it; None takes one back."""

    change: Change
    framework: str


def find_flips(verdict: Verdict) -> tuple[Flip, ...]:
    """Give the smallest changes that flip the verdict, at most MOST of them.

    Other answers come before new ones, and these before answers taken back. No smaller change
    flips it.
    """
    for size in range(1, len(NEEDS) + 1):
        flips = sorted(
            _find_of_size(verdict, size), key=lambda flip: _rank(verdict.needs, flip.change)
        )
        if flips:
            return tuple(flips[:MOST])
    return ()


def _find_of_size(verdict: Verdict, size: int) -> Iterator[Flip]:
    lead = abs(verdict.scores["flask"] - verdict.scores["fastapi"])
    for questions in combinations(NEEDS, size):
        keys = frozenset(question.key for question in questions)
        # What these answers can move at most; a tie may fall the other way by the purpose.
        if _bound(verdict, keys) < lead:
            continue
        for values in product(*(_others(question, verdict.needs) for question in questions)):
            change = dict(zip((q.key for q in questions), values, strict=True))
            framework = weigh(verdict.needs.change(change)).framework
            if framework != verdict.framework:
                yield Flip(change, framework)


def _others(question: Question, needs: Needs) -> Iterator[Value | None]:
    current = needs.get(question.key)
    possible: tuple[Value | None, ...] = (*(choice.value for choice in question.choices), None)
    return (value for value in possible if value != current)


def _bound(verdict: Verdict, keys: frozenset[str]) -> int:
    """Say how far changed answers to these questions can move the scores towards the other side."""
    return sum(
        get_weight(criterion)
        for criterion in load_criteria()
        if keys & _reach(criterion.id)
        and (criterion.favours != verdict.framework or is_triggered(criterion, verdict.needs))
    )


@cache
def _reach(criterion_id: str) -> frozenset[str]:
    """Give the needs on which it depends whether a criterion counts, outranking ones included."""
    return frozenset(
        need
        for criterion in load_criteria()
        if criterion.id == criterion_id or criterion_id in criterion.outranks
        for need in criterion.needs
    )


def _rank(needs: Needs, change: Change) -> tuple[int, int]:
    taken_back = sum(value is None for value in change.values())
    return taken_back, sum(needs.get(key) is None for key in change)
