"""What each answer brings into a project, from the catalog's data: files, dependencies, settings."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..compose import list_destinations
from ..draft import Draft
from ..layers import Feature, Layer
from ..question import NONE, Value
from .requirements import read_requirement

# The lists of layer.toml that hold requirements.
_REQUIREMENTS = ("dependencies", "dev_dependencies")


@dataclass(frozen=True)
class Part:
    """What comes with one answer, called as `apigen remove` takes it."""

    name: str
    features: tuple[Feature, ...]
    files: tuple[str, ...]


def list_parts(draft: Draft) -> tuple[Part, ...]:
    """Give the parts that the answers of a project have, but not what every project has."""
    grouped: dict[str, list[Feature]] = {}
    for feature in draft.selection.features:
        if name := _name_answer(feature, dict(draft.answers.values)):
            grouped.setdefault(name, []).append(feature)
    return tuple(_make_part(draft, name, features) for name, features in grouped.items())


def list_other_parts(draft: Draft, recorded: Iterable[str]) -> tuple[Part, ...]:
    """Give what other answers would bring, as far as files of it are among the `recorded` ones.

    A file that several could have brought is given to the one that has the most of them.
    """
    rest = set(recorded)
    others = [feature for feature in draft.selection.catalog.features if not _has(draft, feature)]
    parts: list[Part] = []
    while rest:
        found = [(len(rest.intersection(_list_files(draft, one))), one) for one in others]
        count, best = max(
            found, key=lambda each: (each[0], bool(each[1].question)), default=(0, None)
        )
        if best is None or not count:
            break
        files = tuple(sorted(rest.intersection(_list_files(draft, best))))
        rest -= {*files}
        parts.append(Part(_name_missing(draft, best), (best,), files))
    many = {q.key for q in draft.selection.catalog.questions() if q.kind == "many"}
    return tuple(_merge(parts, many))


def list_requirements(draft: Draft, part: Part) -> tuple[str, ...]:
    """Give the names of what only this part of the project requires."""
    others = _list_layers(draft, part)
    framework = draft.selection.framework
    shared = {name for layer in others for name in _read_requirements(layer, framework)}
    own = [n for each in part.features for n in _read_requirements(each.layer, framework)]
    return tuple(dict.fromkeys(name for name in own if name not in shared))


def list_settings(draft: Draft, part: Part) -> tuple[str, ...]:
    """Give the names of the settings that only this part has."""
    framework = draft.selection.framework
    shared = {n for layer in _list_layers(draft, part) for n in _read_settings(layer, framework)}
    own = [n for each in part.features for n in _read_settings(each.layer, framework)]
    return tuple(dict.fromkeys(name for name in own if name not in shared))


def _list_layers(draft: Draft, part: Part) -> list[Layer]:
    catalog = draft.selection.catalog
    base = [catalog.common, catalog.frameworks[draft.selection.framework]]
    return [*base, *(f.layer for f in draft.selection.features if f not in part.features)]


def _read_requirements(layer: Layer, framework: str) -> Iterator[str]:
    for contribution in layer.contributions(framework):
        for item in (item for key in _REQUIREMENTS for item in contribution.lists.get(key, ())):
            if isinstance(item, str) and (read := read_requirement(item)):
                yield read.name


def _read_settings(layer: Layer, framework: str) -> Iterator[str]:
    for contribution in layer.contributions(framework):
        for item in contribution.lists.get("settings", ()):
            if isinstance(item, Mapping):
                yield str(item["name"])


def _make_part(draft: Draft, name: str, features: list[Feature]) -> Part:
    files = dict.fromkeys(path for feature in features for path in _list_files(draft, feature))
    return Part(name, tuple(features), tuple(files))


def _list_files(draft: Draft, feature: Feature) -> tuple[str, ...]:
    return list_destinations(feature.layer, draft.selection.framework, draft.identity)


def _has(draft: Draft, feature: Feature) -> bool:
    return feature in draft.selection.features


def _name_answer(feature: Feature, answers: Mapping[str, Value]) -> str:
    """Name the answer that has the feature in; nothing where it is there by itself."""
    if feature.question:
        return name_choice(feature)
    for key in feature.when:
        value = answers.get(key)
        if value is True:
            return key
        if isinstance(value, str) and value != NONE:
            return f"{key}={value}"
    return ""


def _name_missing(draft: Draft, feature: Feature) -> str:
    """Name the answer, or only the question, that keeps a feature out."""
    if feature.question:
        return name_choice(feature)
    unmet = (key for key, fact in feature.when.items() if not draft.selection.holds({key: fact}))
    return next(unmet, feature.title)


def name_choice(feature: Feature) -> str:
    """Name the answer that a feature is a choice of."""
    is_yes = feature.value is True
    return feature.question if is_yes else f"{feature.question}={feature.value}"


def _merge(parts: list[Part], many: Collection[str]) -> Iterator[Part]:
    """Join the parts of a question that has one answer, by the name of the largest that is a choice."""
    joined: dict[str, Part] = {}
    for part in parts:
        question = part.name.partition("=")[0]
        key = part.name if question in many else question
        first = joined.get(key, Part(part.name, (), ()))
        features, files = (*first.features, *part.features), (*first.files, *part.files)
        name = first.name if first.features and first.features[0].question else part.name
        joined[key] = Part(name, features, files)
    yield from joined.values()
