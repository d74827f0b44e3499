"""Brings the selected layers together: which file comes from where, with which words and lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .catalog import Catalog
from .errors import TemplateFault
from .layers import Layer
from .names import Identity
from .selection import Selection
from .tables import Item

SUFFIX = ".jinja"
_PACKAGE_FOLDER = "src/package/"
_PROJECT = "PROJECT"


@dataclass(frozen=True)
class Source:
    """One template and the path in the project that it is written to."""

    destination: str
    path: Path


@dataclass(frozen=True)
class Composition:
    """All that rendering needs, and no answers: templates see only words, lists and slots."""

    root: Path
    identity: Identity
    framework: str
    words: Mapping[str, str]
    lists: Mapping[str, tuple[Item, ...]]
    sources: tuple[Source, ...]
    fragments: Mapping[str, tuple[Path, ...]]

    def list_texts(self, name: str) -> tuple[str, ...]:
        """Give the strings of a list; empty when no layer declares it."""
        return tuple(item for item in self.lists.get(name, ()) if isinstance(item, str))


def compose(
    catalog: Catalog,
    identity: Identity,
    selection: Selection,
    facts: Mapping[str, tuple[Item, ...]] | None = None,
    *,
    kit: str = "",
) -> Composition:
    """Lay the common, the framework's and the features' layers over each other.

    `facts` are lists that come from elsewhere than the layers. With a `kit`, such as `route`, the
    files are those that the layers keep in a folder of that name, for more of what a project has.

    Raises TemplateFault when two layers write the same file; the message names both.
    """
    framework = selection.framework
    base = (catalog.common, catalog.frameworks[framework])
    chosen = tuple(feature.layer for feature in selection.features)
    words: dict[str, str] = {}
    lists: dict[str, tuple[Item, ...]] = dict(facts or {})
    for layer in (*base, *chosen):
        for contribution in layer.contributions(framework):
            words |= contribution.words
            for name, items in contribution.lists.items():
                lists[name] = (*lists.get(name, ()), *items)
    lists |= _list_required(lists.get("settings", ()))
    parts = ("common", framework)
    folders = [catalog.root / kit / part for part in parts]
    folders += [layer.folder / kit / part for layer in chosen for part in parts]
    return Composition(
        root=catalog.root,
        identity=identity,
        framework=framework,
        words=words,
        lists=lists,
        sources=_find_sources(folders, identity),
        fragments=_find_fragments(chosen, framework),
    )


def list_destinations(layer: Layer, framework: str, identity: Identity) -> tuple[str, ...]:
    """Give the paths in a project of `framework` that the templates of one layer are written to."""
    folders = [layer.folder / part for part in ("common", framework)]
    return tuple(source.destination for source in _find_sources(folders, identity))


def _list_required(settings: tuple[Item, ...]) -> dict[str, tuple[Item, ...]]:
    """Give the settings without a default, as every deployment has to make them: secrets and others."""
    required = [one for one in settings if isinstance(one, Mapping) and "default" not in one]
    secrets = tuple(one for one in required if "is_private" in one)
    others = tuple(one for one in required if one not in secrets)
    return {"required_secrets": secrets, "required_settings": others}


def _find_sources(folders: list[Path], identity: Identity) -> tuple[Source, ...]:
    sources: dict[str, Source] = {}
    for folder in folders:
        for path in _find_templates(folder):
            name = path.relative_to(folder).as_posix().removesuffix(SUFFIX)
            if name.startswith(_PACKAGE_FOLDER):
                name = f"src/{identity.package}/{name.removeprefix(_PACKAGE_FOLDER)}"
            name = name.replace(_PROJECT, identity.project)
            if name in sources:
                raise TemplateFault(f"{sources[name].path} and {path} both write {name}.")
            sources[name] = Source(name, path)
    return tuple(sources[name] for name in sorted(sources))


def _find_fragments(layers: tuple[Layer, ...], framework: str) -> dict[str, tuple[Path, ...]]:
    fragments: dict[str, tuple[Path, ...]] = {}
    for layer in layers:
        slots = layer.folder / "slots"
        for folder in (slots, slots / framework):
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                slot = path.name.removesuffix(SUFFIX)
                fragments[slot] = (*fragments.get(slot, ()), path)
    return fragments


def _find_templates(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{SUFFIX}") if path.is_file())
