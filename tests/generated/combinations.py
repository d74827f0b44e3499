"""Which combinations of answers there are, and a few that cover every pair."""

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from apigen.answers import Answers, settle
from apigen.catalog import Catalog
from apigen.draft import Draft, draft_project
from apigen.errors import UsageError
from apigen.names import Identity, identify
from apigen.question import FRAMEWORKS, NONE, Question, Value

SHOP = identify("shop", frozenset())


def all_answers(catalog: Catalog) -> Iterator[Answers]:
    """Give every combination of the values that can be said for the open questions."""
    questions = catalog.questions()
    possible = [list(_possible(question)) for question in questions]
    for values in product(*possible):
        given = {q.key: value for q, value in zip(questions, values, strict=True)}
        yield settle(questions, given)


def accepted(catalog: Catalog, identity: Identity = SHOP) -> list[Draft]:
    """Give a draft for every combination that is not refused."""
    drafts = []
    for answers in all_answers(catalog):
        try:
            given = [key for key, _ in answers.values]
            drafts.append(draft_project(catalog, identity, answers, given))
        except UsageError:
            continue
    return drafts


def cover_pairs(drafts: Iterable[Draft]) -> list[Draft]:
    """Choose drafts, greedily, until every pair of answers that occurs is in one of them."""
    kept = list(drafts)
    pairs = {id(draft): set(combinations(draft.answers.values, 2)) for draft in kept}
    missing = set().union(*pairs.values())
    chosen = []
    while missing:
        best = max(kept, key=lambda draft: len(pairs[id(draft)] & missing))
        missing -= pairs[id(best)]
        chosen.append(best)
    return chosen


def name(draft: Draft) -> str:
    """Give a short name of a combination, as a test id."""
    words = []
    for key, value in draft.answers.values:
        if isinstance(value, bool):
            words += [key] if value else []
        elif value and value != NONE:
            words.append("+".join(value) if isinstance(value, tuple) else value)
    return "-".join(words)


def _possible(question: Question) -> Iterator[Value]:
    if question.key == "framework":
        yield from FRAMEWORKS
    elif question.kind == "many":
        chosen = question.values
        for size in range(len(chosen) + 1):
            yield from combinations(chosen, size)
    elif question.kind == "yes-no":
        yield False
        if question.is_open:
            yield True
    else:
        yield from question.values
