"""The project that is looked at, as every check sees it: what is recorded, what is there, what would be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import __version__
from ..catalog import Catalog
from ..change.bases import is_inside
from ..change.private_files import STAND_IN
from ..change.versions import read_version
from ..draft import Draft
from ..existing.stored import Stored
from ..kits.resource import write_shared
from ..reading.disk import ProjectFiles
from ..render import render
from ..routes.record import FILES
from ..tree import File
from .places import Places
from .tracked import list_tracked


@dataclass(frozen=True)
class Subject:
    """A project. `stored` is None where nothing, or nothing that can be read, is recorded of it.

    `draft` is None where what is recorded cannot be drafted by this apigen.
    """

    root: Path
    catalog: Catalog
    files: ProjectFiles
    places: Places
    pyproject: Mapping[str, Any]
    stored: Stored | None = None
    draft: Draft | None = None

    @property
    def package_folder(self) -> str:
        """Where .apigen.toml says that the package is."""
        return f"src/{self.stored.package}" if self.stored else ""

    @property
    def is_of_this_version(self) -> bool:
        """Whether the apigen that runs is the one that wrote the project."""
        generator = self.stored.generator if self.stored else ""
        return read_version(generator) == read_version(__version__)

    @cached_property
    def is_package_there(self) -> bool:
        """Whether it is there."""
        return self.places.is_folder(self.package_folder)

    @cached_property
    def recorded(self) -> Mapping[str, str]:
        """The blob ids of the files that apigen wrote, by their paths in the project."""
        if self.stored is None:
            return {}
        kept = self.stored.kept
        blobs = self.stored.blobs.items()
        return {path: blob for path, blob in blobs if path not in kept and is_inside(path)}

    @cached_property
    def routed(self) -> frozenset[str]:
        """The files that routes are recorded to have."""
        routes = self.stored.routes if self.stored else ()
        return frozenset(path for route in routes for path in route[FILES])

    @cached_property
    def today(self) -> Mapping[str, File]:
        """What this apigen writes for the recorded answers, but for routes; by path, without private files."""
        if self.draft is None:
            return {}
        own = render(self.draft.composition, lambda: STAND_IN)
        tree = own.merge(write_shared(self.draft.kit, own))
        return {file.path: file for file in tree.files if not file.is_private}

    @cached_property
    def tracked(self) -> tuple[str, ...]:
        """The files that git tracks; none where git cannot tell."""
        return list_tracked(self.root)

    def find_place(self, path: str) -> str:
        """Give where a recorded file is now, if it lies in a package that was renamed since."""
        top, _, rest = path.removeprefix("src/").partition("/")
        is_moved = path.startswith("src/") and rest and not self.places.is_folder(f"src/{top}")
        return f"{self.package_folder}/{rest}" if is_moved else path
