"""Finds the features that a set of answers selects, what they imply and which rules are broken."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from .answers import Answers
from .catalog import Catalog
from .layers import Feature, Rule
from .question import NONE, Value
from .tables import Fact
from .wording import list_facts, list_values, name_feature, write_flag


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


def complete(
    catalog: Catalog, framework: str, answers: Answers, given: Collection[str] = ()
) -> Selection:
    """Select what was answered for and everything that it implies, whether it fits or not.

    An answer whose key is in `given` was the person's own and is never changed.
    """
    selection = Selection(catalog, framework, answers)
    settled = set(given)
    while (step := _imply_next(selection, settled)) is not None:
        changed = {key for key, value in step.answers.values if selection.answers[key] != value}
        settled |= changed  # so that two rules cannot take turns forever
        selection = step
    notes = tuple(
        f"{name_feature(feature)}: {rule.why}"
        for feature in selection.features
        for rule in feature.rules
        if rule.kind == "notes" and selection.is_met(rule)
    )
    return replace(selection, implied=(*selection.implied, *notes))


def find_breaches(selection: Selection) -> tuple[Breach, ...]:
    """Find every rule that is broken, in the order of the features."""
    return tuple(
        Breach(feature, rule)
        for feature in selection.features
        for rule in feature.rules
        if rule.kind != "notes" and selection.is_met(rule) == (rule.kind == "conflicts")
    )


def _imply_next(selection: Selection, settled: Collection[str]) -> Selection | None:
    for feature in selection.features:
        for rule in feature.rules:
            if rule.kind == "implies" and not selection.is_met(rule):
                changed, brought = _imply(selection, rule, settled)
                if changed != selection:
                    line = f"{name_feature(feature)} brings {brought}: {rule.why}"
                    return replace(changed, implied=(*selection.implied, line))
    return None


def _imply(selection: Selection, rule: Rule, settled: Collection[str]) -> tuple[Selection, str]:
    """Give the selection with what a rule implies, and the words for what that is."""
    catalog = selection.catalog
    facts = list_facts(catalog, rule)
    if not facts:
        other = catalog.get_feature(rule.feature)
        return replace(selection, extra=selection.extra | {other.id}), name_feature(other)
    changes: dict[str, Value] = {}
    brought = []
    for key, fact in facts.items():
        value = list_values(catalog, key, fact)[0]
        before = selection.answers[key]
        if isinstance(before, tuple):
            changes[key] = (*dict.fromkeys([*before, str(value)]),)
        elif key not in settled:
            changes[key] = value
        brought += [write_flag(key, value)] if changes.get(key, before) != before else []
    return replace(selection, answers=selection.answers.replace(**changes)), " ".join(brought)
