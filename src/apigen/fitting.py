"""Refuses answers that do not fit together, all at once, each with its reason and ways out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from .answers import Answers, settle
from .catalog import Catalog
from .errors import UsageError
from .question import FRAMEWORKS, Value
from .selection import Breach, Selection, complete, find_breaches
from .wording import list_facts, say_demand, write_flag

Given = Mapping[str, Value]


@dataclass(frozen=True)
class Fix:
    """A change of the answers given that mends something: other values, None for left out."""

    changes: Mapping[str, Value | None]

    def apply(self, given: Given) -> dict[str, Value]:
        """Give the answers as they are after the change."""
        return {k: v for k, v in {**given, **self.changes}.items() if v is not None}


def select(
    catalog: Catalog, framework: str, answers: Answers, given: Collection[str] = ()
) -> Selection:
    """Select what was answered for and everything that it implies.

    An answer whose key is in `given` was the person's own and is never changed.
    Raises UsageError listing every rule that is broken, each with its why and ways out.
    """
    selection = complete(catalog, framework, answers, given)
    breaches = find_breaches(selection)
    if breaches:
        changed = {key for key, value in selection.answers.values if answers[key] != value}
        own = tuple(breach for breach in breaches if breach.feature.question not in changed)
        breaches = own or breaches  # what was only implied is not what somebody has to mend
        said = {key: value for key, value in answers.values if key in given}
        raise refuse(catalog, framework, said, breaches)
    return selection


def refuse(
    catalog: Catalog, framework: str, given: Given, breaches: Collection[Breach]
) -> UsageError:
    """Make the error that tells what is wrong with the answers that were given."""
    lines, conflicts = [], []
    for breach in breaches:
        said = say_demand(catalog, breach.feature, breach.rule)
        fixes = list(find_fixes(catalog, framework, given, breach, breaches))
        lines.append(said)
        if fixes:
            words = ", or ".join(_say_fix(given, fix) for fix in fixes)
            lines.append(f"  {words[0].upper()}{words[1:]}.")
        conflicts.append(
            {
                "feature": breach.feature.id,
                "kind": breach.rule.kind,
                "message": said,
                "why": breach.rule.why,
                "fixes": [dict(fix.changes) for fix in fixes],
            }
        )
    error = UsageError("These choices do not fit together.", hint="\n".join(lines))
    error.details = {"conflicts": conflicts}
    return error


def find_fixes(
    catalog: Catalog, framework: str, given: Given, breach: Breach, breaches: Collection[Breach]
) -> Iterator[Fix]:
    """Give, for each given answer that has a part in the breach, the least change that mends it."""
    facts = list_facts(catalog, breach.rule)
    keys = dict.fromkeys([breach.feature.question, *breach.feature.when, *facts])
    others = [one for one in breaches if one != breach]
    for key in keys:
        for fix in _list_changes(catalog, given, key):
            left = _find_all(catalog, framework, fix.apply(given))
            if all(one in others for one in left):
                yield fix
                break


def _list_changes(catalog: Catalog, given: Given, key: str) -> Iterator[Fix]:
    question = next((q for q in catalog.questions() if q.key == key), None)
    if question is None:
        return
    value = given.get(key)
    if isinstance(value, tuple):
        for size in range(len(value) - 1, 0, -1):
            yield from (Fix({key: some}) for some in combinations(value, size))
    if value is not None and key != "framework":
        yield Fix({key: None})
    if question.kind == "many":
        yield Fix({key: ()})
    elif question.is_asked:
        values = [choice.value for choice in question.choices]
        yield from (Fix({key: one}) for one in values if one not in {value, "auto"})


def _find_all(catalog: Catalog, framework: str, given: Given) -> tuple[Breach, ...]:
    said = given.get("framework")
    framework = said if isinstance(said, str) and said in FRAMEWORKS else framework
    answers = settle(catalog.questions(said), given)
    return find_breaches(complete(catalog, framework, answers, given))


def _say_fix(given: Given, fix: Fix) -> str:
    [(key, value)] = fix.changes.items()
    before = given.get(key, ())
    if isinstance(before, tuple) and isinstance(value, tuple) and value:
        return f"leave out {write_flag(key, tuple(one for one in before if one not in value))}"
    if value is None:
        return f"leave out {write_flag(key, before)}"
    return f"say {write_flag(key, value)}"
