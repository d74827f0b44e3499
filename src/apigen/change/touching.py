"""Looks at the files that a change touches: as they are, as they were, and as it leaves them."""

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..delivery import LOCK_FILE
from ..destination import open_project, survey
from ..draft import MadeFile
from ..plan import Entry, Found, Plan
from ..state import blob_id
from ..tree import File, Tree
from .manifest import Manifest, Touched, Version


def has_landed(root: Path, manifest: Manifest) -> bool:
    """Whether the files of a change that was prepared are there; all of them are, or none.

    Told by any that stands as the change writes it, for an owner may have edited others since.
    """
    planned = [each for each in manifest.files if not each.is_open]
    there = look(root, [each.path for each in planned])
    return any(
        is_version(there.get(each.path), each.after)
        and not is_version(there.get(each.path), each.before)
        for each in planned
    )


def is_as_before(root: Path, manifest: Manifest) -> bool:
    """Whether every file that the change wrote is as it was before."""
    planned = [each for each in manifest.files if not each.is_open]
    there = look(root, [each.path for each in planned])
    return all(is_version(there.get(each.path), each.before) for each in planned)


def is_version(found: Found | None, version: Version | None) -> bool:
    """Whether what stands there has the bytes of `version`, or neither is there."""
    if found is None or version is None:
        return found is None and version is None
    return not found.obstacle and blob_id(found.data) == version.blob


def look(root: Path, paths: list[str]) -> Mapping[str, Found]:
    """Read what stands at `paths`."""
    return survey(open_project(root), Tree(tuple(File(path, "") for path in paths)))


def list_planned(root: Path, plan: Plan, modes: Mapping[str, int]) -> tuple[Touched, ...]:
    """Give the files that `plan` changes; `modes` are the permissions that some must get."""
    return tuple(_tell(root, entry, modes) for entry in plan.changed)


def list_made(root: Path, plan: Plan, made_files: Iterable[MadeFile]) -> tuple[Touched, ...]:
    """Give the lock file and `made_files`, which commands make later, as they are before."""
    files = list_others(root, plan, (LOCK_FILE, *(file.path for file in made_files)))
    return tuple(replace(file, is_open=True) for file in files)


def list_others(root: Path, plan: Plan, paths: Iterable[str]) -> tuple[Touched, ...]:
    """Give those files of `paths` that `plan` does not change, as they are; none that is no plain file."""
    planned = {entry.file.path for entry in plan.changed}
    others = [path for path in paths if path not in planned]
    there = look(root, others)
    return tuple(
        Touched(path, version, version)
        for path in others
        if path not in there or not there[path].obstacle
        for version in [_find_version(root, path, there.get(path))]
    )


def _tell(root: Path, entry: Entry, modes: Mapping[str, int]) -> Touched:
    path = entry.file.path
    mode = modes.get(path, 0)
    after = None if entry.action == "delete" else Version(blob_id(entry.file.data), mode)
    before = _find_version(root, path, entry.found)
    return Touched(path, before, after, is_private=entry.file.is_private)


def _find_version(root: Path, path: str, found: Found | None) -> Version | None:
    return None if found is None else Version(blob_id(found.data), find_mode(root, path))


def find_mode(root: Path, path: str) -> int:
    """Give the permissions of the file at `path`; 0 when there is none."""
    with suppress(OSError):
        return stat.S_IMODE(os.lstat(root / path).st_mode) & 0o777
    return 0
