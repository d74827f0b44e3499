"""Knows all template folders: what every project has and the features to choose from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .errors import TemplateFault
from .layers import Feature, Layer, read_feature, read_layer
from .question import FRAMEWORKS, NONE, Choice, Question
from .questions import QUESTIONS

_PACKAGED = Path(__file__).parent / "templates"
_CHECKOUT = Path(__file__).parents[2] / "templates"
_DISTRIBUTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Catalog:
    """Everything under one templates folder, features in the order of their layers."""

    root: Path
    common: Layer
    frameworks: Mapping[str, Layer]
    features: tuple[Feature, ...]

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Every layer there is, whether chosen or not."""
        return (self.common, *self.frameworks.values(), *(f.layer for f in self.features))

    def get_feature(self, feature_id: str) -> Feature:
        """Find a feature by id. Raises TemplateFault when there is none."""
        for feature in self.features:
            if feature.id == feature_id:
                return feature
        raise TemplateFault(f"{self.root}: no feature is called {feature_id!r}.")

    def questions(self, framework: object = None) -> tuple[Question, ...]:
        """Give QUESTIONS with the choices that the features of this catalog offer.

        Where `framework` names one, its own defaults take the place of the general ones.
        """
        layer = self.frameworks.get(framework) if isinstance(framework, str) else None
        defaults = layer.defaults if layer else {}
        offered = [replace(q, choices=q.choices or self._choices(q)) for q in QUESTIONS]
        return tuple(
            replace(q, default=q.read(defaults[q.key])) if q.key in defaults else q for q in offered
        )

    def _choices(self, question: Question) -> tuple[Choice, ...]:
        offered = tuple(
            Choice(feature.value, feature.title, feature.help, feature.is_default)
            for feature in self.features
            if feature.question == question.key
        )
        if question.kind == "many":
            return offered
        if question.kind == "one":
            return (Choice(NONE, "None", question.none_help), *offered)
        given = {choice.value: choice for choice in offered}
        yes = Choice(True, "Yes", given[True].help if True in given else "")
        no = Choice(False, "No", given[False].help if False in given else question.none_help)
        return (yes, no) if given else (no,)

    def reserved_names(self) -> frozenset[str]:
        """Give the names of what generated projects import and depend on, of either framework."""
        names: set[str] = set()
        for layer in self.layers:
            for contribution in (layer.shared, *layer.own.values()):
                names.update(map(str, contribution.lists.get("reserved_names", ())))
                for key in ("dependencies", "dev_dependencies"):
                    for item in contribution.lists.get(key, ()):
                        if isinstance(item, str) and (match := _DISTRIBUTION.match(item)):
                            names.add(match[0])
        return frozenset(names)


def find_templates() -> Path:
    """Give the templates of this installation: in the wheel, or beside src in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def load_catalog(root: Path | None = None) -> Catalog:
    """Read and check every layer and feature.

    Raises TemplateFault naming the file when one breaks the contract.
    """
    root = root or find_templates()
    features = root / "features"
    folders = sorted(features.iterdir()) if features.is_dir() else []
    found = [read_feature(folder) for folder in folders if folder.is_dir()]
    catalog = Catalog(
        root=root,
        common=read_layer(root / "common", "common"),
        frameworks={name: read_layer(root / name, name) for name in FRAMEWORKS},
        features=tuple(sorted(found, key=lambda feature: (feature.order, feature.id))),
    )
    _check_declarations(catalog)
    _check_references(catalog)
    return catalog


def _check_declarations(catalog: Catalog) -> None:
    base = (catalog.common, *catalog.frameworks.values())
    lists = {name for part in (catalog.common.shared,) for name in part.lists}
    words = {
        name
        for layer in base
        for part in (layer.shared, *layer.own.values())
        for name in part.words
    }
    for layer in catalog.layers:
        file = layer.folder / ("layer.toml" if layer in base else "feature.toml")
        for part in (layer.shared, *layer.own.values()):
            for kind, names, known in (("list", part.lists, lists), ("word", part.words, words)):
                for name in names.keys() - known:
                    raise TemplateFault(
                        f"{file}: the {kind} {name!r} is not declared in common/layer.toml."
                    )


def _check_references(catalog: Catalog) -> None:
    questions = {question.key: question for question in catalog.questions()}
    for layer in (catalog.common, *catalog.frameworks.values()):
        for key in layer.defaults:
            if key not in questions or layer is catalog.common:
                file = layer.folder / "layer.toml"
                raise TemplateFault(
                    f"{file}: defaults.{key}: only a framework has defaults, and for questions."
                )
    offers: dict[tuple[str, str | bool], str] = {}
    for feature in catalog.features:
        file = feature.layer.folder / "feature.toml"
        if feature.question:
            question = questions.get(feature.question)
            if question is None or isinstance(feature.value, bool) != (question.kind == "yes-no"):
                raise TemplateFault(f"{file}: choice: no question {feature.question!r} takes that.")
            other = offers.setdefault((feature.question, feature.value), feature.id)
            if other != feature.id:
                raise TemplateFault(f"{file}: choice: the feature {other!r} offers the same.")
        for key in {*feature.when, *(k for rule in feature.rules for k in rule.answer)}:
            if key not in questions:
                raise TemplateFault(f"{file}: there is no question called {key!r}.")
        for rule in feature.rules:
            if rule.feature:
                catalog.get_feature(rule.feature)
