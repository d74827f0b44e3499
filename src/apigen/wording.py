"""Says rules and answers in the words of the command line."""

from collections.abc import Mapping

from .catalog import Catalog
from .errors import list_words
from .layers import Feature, Rule
from .question import NONE
from .tables import Fact

_VERBS = {"requires": "needs", "conflicts": "does not go with", "implies": "needs"}


def list_facts(catalog: Catalog, rule: Rule) -> Mapping[str, Fact]:
    """Give the answers that a rule speaks of; none when it is about a feature nobody asks for."""
    if not rule.feature:
        return rule.answer
    feature = catalog.get_feature(rule.feature)
    return {feature.question: feature.value} if feature.question else {}


def list_values(catalog: Catalog, key: str, fact: Fact) -> tuple[str | bool, ...]:
    """Give the values that agree with a fact, in the order of preference; "!x" is all but x."""
    several = fact if isinstance(fact, tuple) else (fact,)
    refused = {one[1:] for one in several if isinstance(one, str) and one.startswith("!")}
    if not refused:
        return several
    question = next(question for question in catalog.questions() if question.key == key)
    usual = question.get_default(minimal=False)
    values = [choice.value for choice in question.choices if choice.value not in refused]
    return tuple(sorted(values, key=lambda value: value != usual))


def say_demand(catalog: Catalog, feature: Feature, rule: Rule) -> str:
    """Say what a feature's rule demands, and why."""
    return f"{name_feature(feature)} {_VERBS[rule.kind]} {name_subject(catalog, rule)}: {rule.why}"


def name_subject(catalog: Catalog, rule: Rule) -> str:
    """Give the flags, or the feature, that a rule speaks of."""
    facts = list_facts(catalog, rule)
    flags = [write_flag(key, list_values(catalog, key, fact)) for key, fact in facts.items()]
    return " ".join(flags) or name_feature(catalog.get_feature(rule.feature))


def name_feature(feature: Feature) -> str:
    """Give the flag that asks for a feature, or the title of one that nobody asks for."""
    return write_flag(feature.question, feature.value) if feature.question else feature.title


def write_flag(key: str, value: Fact) -> str:
    """Write an answer as the flag that gives it, several as the choice between them."""
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool):
        return f"--{key}" if value else f"--no-{key}"
    return f"--{key} {(list_words(value) if isinstance(value, tuple) else value) or NONE}"
