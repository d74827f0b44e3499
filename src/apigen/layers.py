"""Reads layer.toml and feature.toml, refusing every key that it does not know."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .errors import TemplateFault
from .questions import FRAMEWORKS

Item = str | Mapping[str, object]
Fact = str | bool | tuple[str | bool, ...]
RuleKind = Literal["requires", "conflicts", "implies"]

_CONTRIBUTION = frozenset({"words", "lists"})
_FEATURE = frozenset({"id", "title", "help", "order", "choice", "when"})
_RULES: tuple[RuleKind, ...] = ("requires", "conflicts", "implies")


@dataclass(frozen=True)
class Contribution:
    """Words and lists for the templates' context."""

    words: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Layer:
    """A folder of templates with what it contributes, in general and for one framework."""

    name: str
    folder: Path
    shared: Contribution
    own: Mapping[str, Contribution]

    def contributions(self, framework: str) -> tuple[Contribution, ...]:
        """Give what this layer contributes to a project of `framework`, in order."""
        return (self.shared, self.own.get(framework, Contribution()))


@dataclass(frozen=True)
class Rule:
    """What a feature needs, refuses or brings along: answers or one other feature."""

    kind: RuleKind
    answer: Mapping[str, Fact]
    feature: str
    why: str


@dataclass(frozen=True)
class Feature:
    """One folder of templates/features: what it offers, or when it is there by itself."""

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


def read_layer(folder: Path, name: str) -> Layer:
    """Read `folder`/layer.toml. Raises TemplateFault naming the file and key."""
    table = _Table(folder / "layer.toml")
    table.allow(_CONTRIBUTION | set(FRAMEWORKS))
    return _layer(table, folder, name)


def read_feature(folder: Path) -> Feature:
    """Read `folder`/feature.toml. Raises TemplateFault naming the file and key."""
    table = _Table(folder / "feature.toml")
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
    )


def _layer(table: "_Table", folder: Path, name: str) -> Layer:
    own = {}
    for framework in FRAMEWORKS:
        sub = table.sub(framework)
        sub.allow(_CONTRIBUTION)
        own[framework] = sub.contribution()
    return Layer(name=name, folder=folder, shared=table.contribution(), own=own)


def _rule(kind: RuleKind, entry: "_Table") -> Rule:
    entry.allow({"answer", "feature", "why"})
    if ("answer" in entry.data) == ("feature" in entry.data):
        raise entry.fault("answer", "either answer or feature must be there, not both")
    return Rule(
        kind=kind,
        answer=entry.sub("answer").facts(),
        feature=entry.text("feature", default=""),
        why=entry.text("why"),
    )


class _Table:
    """A TOML table that knows its file and place, for the messages."""

    def __init__(self, path: Path, data: object = None, place: str = "") -> None:
        self.path = path
        self.place = place
        if data is None:
            try:
                data = tomllib.loads(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                raise TemplateFault(f"{path} is missing.") from None
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise TemplateFault(f"{path} is not TOML: {error}.") from None
        if not isinstance(data, dict):
            raise self.fault("", "must be a table")
        self.data: dict[str, object] = data

    def fault(self, key: str, message: str) -> TemplateFault:
        place = ".".join(part for part in (self.place, key) if part)
        return TemplateFault(f"{self.path}: {place}: {message}.")

    def allow(self, keys: set[str] | frozenset[str]) -> None:
        for key in self.data.keys() - keys:
            raise self.fault(key, f"unknown key; known are {', '.join(sorted(keys))}")

    def sub(self, key: str) -> "_Table":
        return _Table(self.path, self.data.get(key, {}), f"{self.place}.{key}".lstrip("."))

    def tables(self, key: str) -> list["_Table"]:
        entries = self.data.get(key, [])
        if not isinstance(entries, list):
            raise self.fault(key, f"must be an array of tables, [[{key}]]")
        return [_Table(self.path, entry, f"{key}[{n}]") for n, entry in enumerate(entries)]

    def text(self, key: str, *, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, "must be a string" if key in self.data else "is missing")
        return value

    def facts(self) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for key, value in self.data.items():
            several = tuple(value) if isinstance(value, list) else (value,)
            if not all(isinstance(one, str | bool) for one in several):
                raise self.fault(key, "must be a string, a boolean or a list of them")
            facts[key] = several if isinstance(value, list) else several[0]
        return facts

    def contribution(self) -> Contribution:
        words = self.sub("words")
        lists = self.sub("lists")
        for key, value in lists.data.items():
            if not isinstance(value, list) or not all(isinstance(i, str | dict) for i in value):
                raise lists.fault(key, "must be a list of strings or tables")
        return Contribution(
            words={key: words.text(key) for key in words.data},
            lists={k: tuple(v) for k, v in lists.data.items() if isinstance(v, list)},
        )
