"""Finds the features that a set of answers selects, and refuses those that do not fit together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from .answers import Answers
from .catalog import Catalog
from .errors import UsageError
from .layers import Feature, Rule
from .question import NONE, Value
from .tables import Fact


@dataclass(frozen=True)
class Selection:
    """The features of one project, in layer order, and what came in unasked and why."""

    catalog: Catalog
    framework: str
    answers: Answers
    extra: frozenset[str] = frozenset()
    implied: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[Feature, ...]:
        """Every feature that is offered and answered for, holds by itself or is implied."""
        return tuple(f for f in self.catalog.features if f.id in self.extra or self._is_chosen(f))

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        """Whether the answers agree with every one of the facts; "!x" is anything but x."""
        for key, wanted in facts.items():
            actual = self.framework if key == "framework" else self.answers[key]
            have = set(actual) if isinstance(actual, tuple) else {actual}
            accepted = set(wanted) if isinstance(wanted, tuple) else {wanted}
            refused = {fact[1:] for fact in accepted if isinstance(fact, str) and fact[:1] == "!"}
            if have & refused or not (refused or (have or {NONE}) & accepted):
                return False
        return True

    def is_met(self, rule: Rule) -> bool:
        """Whether what the rule speaks of is so."""
        if rule.feature:
            return any(feature.id == rule.feature for feature in self.features)
        return self.holds(rule.answer)

    def _is_chosen(self, feature: Feature) -> bool:
        return self.holds({feature.question: feature.value} if feature.question else feature.when)


@dataclass(frozen=True)
class Breach:
    """A rule of a chosen feature that the answers break."""

    feature: Feature
    rule: Rule


def select(
    catalog: Catalog, framework: str, answers: Answers, given: Collection[str] = ()
) -> Selection:
    """Select what was answered for and everything that it implies.

    An answer whose key is in `given` was the person's own and is never changed.
    Raises UsageError listing every rule that is broken, each with its why and a way out.
    """
    selection = complete(catalog, framework, answers, given)
    broken = [
        f"{breach.feature.title} {_say(catalog, breach.rule)}: {breach.rule.why}"
        for breach in find_breaches(selection)
    ]
    if broken:
        raise UsageError("These choices do not fit together.", hint="\n".join(broken))
    return selection


def complete(
    catalog: Catalog, framework: str, answers: Answers, given: Collection[str] = ()
) -> Selection:
    """Add everything that is implied to what was answered for, whether it fits or not."""
    selection = Selection(catalog, framework, answers)
    while (step := _imply_next(selection, given)) is not None:
        selection = step
    return selection


def find_breaches(selection: Selection) -> tuple[Breach, ...]:
    """Find every rule that is broken, in the order of the features."""
    return tuple(
        Breach(feature, rule)
        for feature in selection.features
        for rule in feature.rules
        if selection.is_met(rule) == (rule.kind == "conflicts")
    )


def _imply_next(selection: Selection, given: Collection[str]) -> Selection | None:
    for feature in selection.features:
        for rule in feature.rules:
            if rule.kind != "implies" or selection.is_met(rule):
                continue
            changed = _imply(selection, rule, given)
            if changed != selection:
                line = f"{feature.title} {_say(selection.catalog, rule)}: {rule.why}"
                return replace(changed, implied=(*selection.implied, line))
    return None


def _imply(selection: Selection, rule: Rule, given: Collection[str]) -> Selection:
    facts = rule.answer
    if rule.feature:
        feature = selection.catalog.get_feature(rule.feature)
        if not feature.question:
            return replace(selection, extra=selection.extra | {feature.id})
        facts = {feature.question: feature.value}
    changes: dict[str, Value] = {}
    for key, wanted in facts.items():
        value = wanted[0] if isinstance(wanted, tuple) else wanted
        before = selection.answers[key]
        if isinstance(before, tuple):
            changes[key] = (*before, str(value))
        elif key not in given:
            changes[key] = value
    return replace(selection, answers=selection.answers.replace(**changes))


def _say(catalog: Catalog, rule: Rule) -> str:
    verb = {"requires": "needs", "conflicts": "does not go with", "implies": "brings"}[rule.kind]
    facts = rule.answer
    if rule.feature:
        feature = catalog.get_feature(rule.feature)
        if not feature.question:
            return f"{verb} {feature.title}"
        facts = {feature.question: feature.value}
    return f"{verb} {' '.join(write_flag(key, value) for key, value in facts.items())}"


def write_flag(key: str, value: Fact) -> str:
    """Write an answer as the flag that gives it."""
    if isinstance(value, bool):
        return f"--{key}" if value else f"--no-{key}"
    words = " or ".join(map(str, value)) if isinstance(value, tuple) else value
    return f"--{key} {words or NONE}"
