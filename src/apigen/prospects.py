"""Tells which answers are still possible along with those that are fixed."""

from collections.abc import Iterable, Mapping

from .answers import settle
from .catalog import Catalog
from .fitting import refuse
from .layers import Feature, Rule
from .question import FRAMEWORKS, Question, Value
from .selection import Breach, complete, find_breaches
from .wording import say_demand

Fixed = Mapping[str, Value]


def check_given(catalog: Catalog, given: Fixed) -> None:
    """Raise UsageError when what was given cannot be answered along with, whatever comes."""
    breaches = _find_certain(catalog, given)
    if breaches:
        raise refuse(catalog, _find_framework(given), given, breaches)


def find_reason_against(
    catalog: Catalog, fixed: Fixed, question: Question, value: str | bool
) -> str:
    """Say why a question cannot be answered by `value`; empty when it can.

    It cannot where that breaks a rule for certain, or leaves another open question no answer.
    """
    trial: Fixed = {**fixed, question.key: (str(value),) if question.kind == "many" else value}
    if reason := _find_reason(catalog, trial):
        return reason
    for other in catalog.questions():
        if other.key not in trial and _is_for_asking(other) and other.kind != "many":
            reasons = [
                _find_reason(catalog, {**trial, other.key: choice.value})
                for choice in other.choices
            ]
            if all(reasons):
                return "; ".join(dict.fromkeys(reasons))
    return ""


def _find_reason(catalog: Catalog, fixed: Fixed) -> str:
    breaches = _find_certain(catalog, fixed)
    return say_demand(catalog, breaches[0].feature, breaches[0].rule) if breaches else ""


def _find_certain(catalog: Catalog, fixed: Fixed) -> tuple[Breach, ...]:
    """Find the breaches that no answer to an open question can mend."""
    questions = catalog.questions(fixed.get("framework"))
    selection = complete(catalog, _find_framework(fixed), settle(questions, fixed), fixed)
    known = {q.key for q in questions if q.key in fixed or not _is_for_asking(q)}
    if fixed.get("framework") not in FRAMEWORKS:
        known.discard("framework")
    return tuple(
        breach
        for breach in find_breaches(selection)
        if known.issuperset([*_list_keys(breach.feature), *_list_rule_keys(catalog, breach.rule)])
    )


def _is_for_asking(question: Question) -> bool:
    return question.is_asked and question.is_open


def _find_framework(fixed: Fixed) -> str:
    """Give the framework that is fixed, or any: what depends on it is not certain then."""
    said = fixed.get("framework")
    return said if isinstance(said, str) and said in FRAMEWORKS else FRAMEWORKS[0]


def _list_rule_keys(catalog: Catalog, rule: Rule) -> Iterable[str]:
    return _list_keys(catalog.get_feature(rule.feature)) if rule.feature else rule.answer


def _list_keys(feature: Feature) -> Iterable[str]:
    """Give the questions whose answers decide whether a feature is there."""
    return [feature.question] if feature.question else feature.when
