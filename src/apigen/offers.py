"""Tells what there is to choose from: what each choice needs and excludes, and how it was checked."""

from collections.abc import Iterator
from dataclasses import dataclass

from .catalog import Catalog
from .layers import Feature, Rule
from .question import Question
from .wording import list_facts, list_values, name_feature, name_subject


@dataclass(frozen=True)
class Bond:
    """What a choice has to do with another one: the flags that say the other, and why."""

    flags: str
    why: str


@dataclass(frozen=True)
class Offer:
    """One choice that a feature offers. `needs` come along by themselves where nothing is said."""

    feature: Feature
    is_default: bool
    needs: tuple[Bond, ...]
    excludes: tuple[Bond, ...]


@dataclass(frozen=True)
class Topic:
    """A question with what is offered for it."""

    question: Question
    offers: tuple[Offer, ...]


def list_topics(catalog: Catalog) -> tuple[Topic, ...]:
    """Give every question that features answer, with those features in their order."""
    found = []
    for question in catalog.questions():
        features = [one for one in catalog.features if one.question == question.key]
        if features:
            default = question.get_default(minimal=False)
            offers = tuple(_make_offer(catalog, one, default) for one in features)
            found.append(Topic(question, offers))
    return tuple(found)


def _make_offer(catalog: Catalog, feature: Feature, default: object) -> Offer:
    chosen = default if isinstance(default, tuple) else (default,)
    own = [(rule, name_subject(catalog, rule)) for rule in feature.rules]
    needs = (Bond(flags, rule.why) for rule, flags in own if rule.kind in {"requires", "implies"})
    excludes = (Bond(flags, rule.why) for rule, flags in own if rule.kind == "conflicts")
    return Offer(
        feature=feature,
        is_default=feature.value in chosen,
        needs=tuple(needs),
        excludes=(*excludes, *_find_refusals(catalog, feature)),
    )


def _find_refusals(catalog: Catalog, feature: Feature) -> Iterator[Bond]:
    """Give the other features that say that they do not go with this one."""
    for other in catalog.features:
        for rule in other.rules:
            if rule.kind == "conflicts" and _is_about(catalog, rule, feature):
                yield Bond(name_feature(other), rule.why)


def _is_about(catalog: Catalog, rule: Rule, feature: Feature) -> bool:
    facts = list_facts(catalog, rule)
    return list(facts) == [feature.question] and feature.value in list_values(
        catalog, feature.question, facts[feature.question]
    )
