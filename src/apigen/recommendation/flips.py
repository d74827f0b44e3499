"""Searches, exactly, for the smallest change of answers that turns a verdict round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from ..question import Value
from .criteria import Criterion, load_criteria
from .needs import NEEDS, Needs
from .rule import Verdict, decide, get_weight, is_triggered

MOST = 5

Change = Mapping[str, Value | None]


@dataclass(frozen=True)
class Flip:
    """Answers that, given otherwise, make another framework of it; None takes one back."""

    change: Change
    framework: str


def find_flips(verdict: Verdict) -> tuple[Flip, ...]:
    """Give the smallest changes that flip the verdict, at most MOST of them.

    Other answers come before new ones, and these before answers taken back. Of answers that have
    the same effect only the first is named. No smaller change flips it.
    """
    lead = abs(verdict.scores["flask"] - verdict.scores["fastapi"])
    reach = {question.key: _find_reach(verdict, question.key) for question in NEEDS}
    for size in range(1, len(NEEDS) + 1):
        flips = [
            flip
            for keys in combinations(reach, size)
            # A tie may fall the other way by the purpose, so what reaches one is tried.
            if sum(reach[key] for key in keys) >= lead
            for flip in _try_all(verdict, keys)
        ]
        if flips:
            flips.sort(key=lambda flip: _rank(verdict.needs, flip.change))
            return tuple(flips[:MOST])
    return ()


def _try_all(verdict: Verdict, keys: tuple[str, ...]) -> Iterator[Flip]:
    for values in product(*(_list_others(key, verdict.needs) for key in keys)):
        change = dict(zip(keys, values, strict=True))
        framework = _decide_quickly(verdict.needs.change(change))
        if framework != verdict.framework:
            yield Flip(change, framework)


def _decide_quickly(needs: Needs) -> str:
    """Give the framework that `weigh` would, without its reasons."""
    answers = dict(needs.values)
    triggered = [
        (criterion, weight)
        for criterion, weight in _list_weighty()
        if any(all(answers.get(k) in v for k, v in facts.items()) for facts in criterion.when)
    ]
    outranked = {other for criterion, _ in triggered for other in criterion.outranks}
    scores = {"flask": 0, "fastapi": 0}
    for criterion, weight in triggered:
        if criterion.id not in outranked:
            scores[criterion.favours] += weight
    return decide(scores, needs)


@cache
def _list_weighty() -> tuple[tuple[Criterion, int], ...]:
    weighed = ((criterion, get_weight(criterion)) for criterion in load_criteria())
    return tuple((criterion, weight) for criterion, weight in weighed if weight)


def _list_others(key: str, needs: Needs) -> list[Value | None]:
    """Give one other answer for each effect that another answer can have."""
    [question] = [question for question in NEEDS if question.key == key]
    seen = {_find_effect(key, needs.get(key))}
    others: list[Value | None] = []
    for value in (*(choice.value for choice in question.choices), None):
        effect = _find_effect(key, value)
        if effect not in seen:
            seen.add(effect)
            others.append(value)
    return others


@cache
def _find_effect(key: str, value: Value | None) -> frozenset[tuple[str, int]]:
    """Say which alternatives of which criteria an answer meets; and a tie looks at the purpose."""
    met = {
        (criterion.id, number)
        for criterion, _ in _list_weighty()
        for number, facts in enumerate(criterion.when)
        if value in facts.get(key, ())
    }
    return frozenset(met | ({("tie", 0)} if (key, value) == ("purpose", "api") else set()))


def _find_reach(verdict: Verdict, key: str) -> int:
    """Say how far this one answer can move the scores towards the other side, at most.

    It takes away what rests on it now, brings back what it outranks, and brings along what the
    best of its other values speaks for.
    """
    lost = brought_back = 0
    brought = dict.fromkeys(_list_others(key, verdict.needs), 0)
    for criterion, weight in _list_weighty():
        for_winner = criterion.favours == verdict.framework
        if key in _find_needs_of(criterion.id):
            if for_winner:
                lost += weight * is_triggered(criterion, verdict.needs)
            elif key not in criterion.needs:
                brought_back += weight
        if not for_winner:
            for value in brought:
                if any(value in facts.get(key, ()) for facts in criterion.when):
                    brought[value] += weight
    return lost + brought_back + max(brought.values(), default=0)


@cache
def _find_needs_of(criterion_id: str) -> frozenset[str]:
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
