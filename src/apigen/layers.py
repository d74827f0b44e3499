"""Reads layer.toml and feature.toml, refusing every key that it does not know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .question import FRAMEWORKS
from .tables import Fact, Item, Table

RuleKind = Literal["requires", "conflicts", "implies", "notes"]

_CONTRIBUTION = frozenset({"words", "lists"})
_FEATURE = frozenset({"id", "title", "help", "order", "choice", "when", "checked", "unchecked"})
_RULES: tuple[RuleKind, ...] = ("requires", "conflicts", "implies", "notes")


@dataclass(frozen=True)
class Contribution:
    """Words and lists for the templates' context."""

    words: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Layer:
    """A folder of templates with what it contributes, in general and for one framework.

    `defaults` are the answers that a framework makes the natural ones.
    """

    name: str
    folder: Path
    shared: Contribution
    own: Mapping[str, Contribution]
    defaults: Mapping[str, Fact] = field(default_factory=dict)

    def contributions(self, framework: str) -> tuple[Contribution, ...]:
        """Give what this layer contributes to a project of `framework`, in order."""
        return (self.shared, self.own.get(framework, Contribution()))


@dataclass(frozen=True)
class Rule:
    """What a feature needs, refuses, brings along or has to say about: answers or a feature."""

    kind: RuleKind
    answer: Mapping[str, Fact]
    feature: str
    why: str


@dataclass(frozen=True)
class Feature:
    """One folder of templates/features: what it offers, or when it is there by itself.

    `checked` says by what it was checked, `unchecked` what of it could not be.
    """

    id: str
    title: str
    help: str
    order: int
    question: str
    value: str | bool
    is_default: bool
    when: Mapping[str, Fact]
    rules: tuple[Rule, ...]
    layer: Layer
    checked: tuple[str, ...] = ()
    unchecked: str = ""


def read_layer(folder: Path, name: str) -> Layer:
    """Read `folder`/layer.toml. Raises TemplateFault naming the file and key."""
    table = Table(folder / "layer.toml")
    table.allow(_CONTRIBUTION | set(FRAMEWORKS) | {"defaults"})
    return _layer(table, folder, name)


def read_feature(folder: Path) -> Feature:
    """Read `folder`/feature.toml. Raises TemplateFault naming the file and key."""
    table = Table(folder / "feature.toml")
    table.allow(_FEATURE | _CONTRIBUTION | set(FRAMEWORKS) | set(_RULES))
    if table.text("id") != folder.name:
        raise table.fault("id", f"must be the folder's name, {folder.name!r}")
    if ("choice" in table.data) == ("when" in table.data):
        raise table.fault("choice", "either [choice] or [when] must be there, not both")
    choice = table.sub("choice")
    choice.allow({"question", "value", "default"})
    value = choice.data.get("value", "")
    if not isinstance(value, str | bool):
        raise table.fault("choice.value", "must be a string or a boolean")
    order = table.data.get("order", 50)
    if not isinstance(order, int):
        raise table.fault("order", "must be a whole number")
    return Feature(
        id=folder.name,
        title=table.text("title"),
        help=table.text("help", default="" if "when" in table.data else None),
        order=order,
        question=choice.text("question") if choice.data else "",
        value=value,
        is_default=choice.data.get("default") is True,
        when=table.sub("when").facts(),
        rules=tuple(_rule(kind, entry) for kind in _RULES for entry in table.tables(kind)),
        layer=_layer(table, folder, f"features/{folder.name}"),
        checked=table.texts("checked"),
        unchecked=table.text("unchecked", default=""),
    )


def _layer(table: Table, folder: Path, name: str) -> Layer:
    own = {}
    for framework in FRAMEWORKS:
        sub = table.sub(framework)
        sub.allow(_CONTRIBUTION)
        own[framework] = _contribution(sub)
    return Layer(name, folder, _contribution(table), own, table.sub("defaults").facts())


def _rule(kind: RuleKind, entry: Table) -> Rule:
    entry.allow({"answer", "feature", "why"})
    if ("answer" in entry.data) == ("feature" in entry.data):
        raise entry.fault("answer", "either answer or feature must be there, not both")
    return Rule(
        kind=kind,
        answer=entry.sub("answer").facts(),
        feature=entry.text("feature", default=""),
        why=entry.text("why"),
    )


def _contribution(table: Table) -> Contribution:
    words = table.sub("words")
    lists = table.sub("lists")
    return Contribution(
        words={key: words.text(key) for key in words.data},
        lists={key: lists.items(key) for key in lists.data},
    )
