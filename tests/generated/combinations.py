"""Which combinations of answers there are, and few in which all pairs, or triples, occur."""

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import combinations, product
from operator import or_
from random import Random

from apigen.answers import Answers, settle
from apigen.catalog import Catalog
from apigen.draft import Draft, draft_project
from apigen.names import Identity, identify
from apigen.question import FRAMEWORKS, NONE, Question, Value
from apigen.selection import Selection, complete, find_breaches

SHOP = identify("shop", frozenset())
# What is checked is a choice in which every pair of answers occurs, or, with "features", one in which
# every feature does, for another Python; "full" is all, and takes long.
MATRIX = os.environ.get("APIGEN_MATRIX", "pairs")
IS_FULL = MATRIX == "full"
IS_ABOUT_PYTHON = MATRIX == "features"
# These answers change files beside the code only, so they are spread over a choice and do not
# multiply it; a test holds that.
BESIDE_THE_CODE = frozenset({"deploy", "ci", "with"})
_TRIES = 100

Chosen = tuple[tuple[str, Value], ...]


def all_answers(catalog: Catalog) -> Iterator[Answers]:
    """Give every combination of the values that can be said for the open questions.

    What is beside the code is there in each of its values by itself, and all at once.
    """
    questions = catalog.questions()
    code = [q for q in questions if q.key not in BESIDE_THE_CODE]
    beside = list(_list_beside([q for q in questions if q.key in BESIDE_THE_CODE]))
    for values in product(*(list(_possible(question)) for question in code)):
        given = {q.key: value for q, value in zip(code, values, strict=True)}
        for more in beside:
            yield settle(questions, given | more)


def _list_beside(questions: Sequence[Question]) -> Iterator[dict[str, Value]]:
    """Give few combinations of the values of these questions, in which every two values meet."""
    possible = {question.key: [*_possible(question)] for question in questions}
    keys = sorted(possible, key=lambda key: -len(possible[key]))
    most, *others = [possible[key] for key in keys]
    for number, value in enumerate(most):
        for turn in range(max(map(len, others))):
            taken = [
                values[(turn + number * place) % len(values)] for place, values in enumerate(others)
            ]
            yield dict(zip(keys, [value, *taken], strict=True))


def decide(catalog: Catalog, answers: Answers) -> Selection:
    """Give what is selected when every answer is somebody's own, whether it fits or not."""
    given = [key for key, _ in answers.values]
    return complete(catalog, str(answers["framework"]), answers, given)


def accepted(catalog: Catalog) -> tuple[Selection, ...]:
    """Give every combination that is not refused; nothing is composed or rendered."""
    decided = (decide(catalog, answers) for answers in all_answers(catalog))
    return tuple(selection for selection in decided if not find_breaches(selection))


def make_draft(selection: Selection, identity: Identity = SHOP) -> Draft:
    """Compose a combination that is accepted."""
    given = [key for key, _ in selection.answers.values]
    return draft_project(selection.catalog, identity, selection.answers, given)


def list_code_answers(selection: Selection) -> Chosen:
    """Give the answers that the code depends on."""
    return tuple(one for one in selection.answers.values if one[0] not in BESIDE_THE_CODE)


def list_pairs(selection: Selection) -> Iterator[Chosen]:
    """Give every two answers that the code depends on; the framework is one of them."""
    return combinations(list_code_answers(selection), 2)


def list_features(selection: Selection) -> Iterator[tuple[str, str]]:
    """Give every feature that is in the code, with the framework."""
    for feature in selection.features:
        if not BESIDE_THE_CODE & {feature.question, *feature.when}:
            yield selection.framework, feature.id


def list_triples(selection: Selection) -> Iterator[Chosen]:
    """Give every three answers that the code depends on; the framework is one of them."""
    return combinations(list_code_answers(selection), 3)


def list_framework_pairs(selection: Selection) -> Iterator[tuple[str, Chosen]]:
    """Give every two answers that the code depends on together with the framework."""
    return ((selection.framework, pair) for pair in list_pairs(selection))


def choose_each_code(selections: Iterable[Selection]) -> tuple[Selection, ...]:
    """Choose one of those with the same code; what is beside it takes turns."""
    return _take_turns(_group_by_code(selections))


def cover(
    selections: Iterable[Selection], list_parts: Callable[[Selection], Iterable[Hashable]]
) -> tuple[Selection, ...]:
    """Choose few in which every part that `list_parts` finds in any occurs; always the same ones.

    It is done greedily, several times with ties broken otherwise, and the smallest choice is kept.
    """
    families = _group_by_code(selections)
    numbers: dict[Hashable, int] = {}
    masks = [
        sum(1 << numbers.setdefault(part, len(numbers)) for part in set(list_parts(family[0])))
        for family in families
    ]
    random = Random(0)
    orders = (random.sample(range(len(masks)), len(masks)) for _ in range(_TRIES))
    tries = [_choose(masks, order) for order in orders]
    fewest = min(map(len, tries))
    return _take_turns([families[n] for n in next(one for one in tries if len(one) == fewest)])


def name(selection: Selection) -> str:
    """Give a short name of a combination, as a test id."""
    words = []
    for key, value in selection.answers.values:
        if isinstance(value, bool):
            words += [key] if value else []
        elif value and value != NONE:
            words.append("+".join(value) if isinstance(value, tuple) else value)
    return "-".join(words)


def _group_by_code(selections: Iterable[Selection]) -> list[list[Selection]]:
    families: dict[Chosen, list[Selection]] = {}
    for selection in selections:
        families.setdefault(list_code_answers(selection), []).append(selection)
    return list(families.values())


def _take_turns(families: Iterable[list[Selection]]) -> tuple[Selection, ...]:
    """Choose one of each family, so that all that is beside the code is there for a framework.

    Of what was seen as rarely, a family takes what the fewest families could have taken.
    """
    families = list(families)
    seen: Counter[Hashable] = Counter()
    offered: Counter[Hashable] = Counter()
    for family in families:
        offered.update({part for selection in family for part in _list_beside_it(selection)})

    def rank(selection: Selection) -> list[tuple[int, int]]:
        return [(seen[part], offered[part]) for part in _list_beside_it(selection)]

    chosen = []
    for family in families:
        one = min(family, key=rank)
        seen.update(_list_beside_it(one))
        chosen.append(one)
    return tuple(chosen)


def _list_beside_it(selection: Selection) -> list[Hashable]:
    """Give what there is to see beside the code, the question with the most values first."""
    values = {key: selection.answers[key] for key in BESIDE_THE_CODE}
    order = sorted(values, key=lambda key: (key != "deploy", key))
    return [(selection.framework, key, values[key]) for key in order]


def _choose(masks: list[int], order: list[int]) -> list[int]:
    """Choose masks that together have every bit of all; of equally good ones, as `order` goes."""
    missing = reduce(or_, masks)
    chosen: list[int] = []
    while missing:
        best = max(order, key=lambda number: (masks[number] & missing).bit_count())
        missing &= ~masks[best]
        chosen.append(best)
    for number in tuple(chosen):
        others = reduce(or_, (masks[other] for other in chosen if other != number), 0)
        if not masks[number] & ~others:
            chosen.remove(number)
    return sorted(chosen)


def _possible(question: Question) -> Iterator[Value]:
    if question.key == "framework":
        yield from FRAMEWORKS
    elif question.kind == "many":
        chosen = question.values
        yield from dict.fromkeys([(), *((value,) for value in chosen), chosen])
    elif question.kind == "yes-no":
        yield False
        if question.is_open:
            yield True
    else:
        yield from question.values
