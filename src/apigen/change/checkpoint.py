"""Keeps what a change is going to touch as it was, so that all of it can be brought back.

Checkpoints are folders by numbers, the last of which is the one that `undo` speaks of. Each holds
`manifest.json` and, by their place in it, the bytes of the files as they were. It is there wholly
or not at all, readable by its owner only, and never among git's objects: private files are in it.
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..destination import Destination
from ..errors import WorkFailed, show
from ..leftovers import remove_leftovers
from ..signals import get_truth, hold_signals
from ..staging import open_staging, remove_folder, sync_folder, write_files
from ..state import blob_id
from ..tree import PRIVATE, File
from .manifest import Manifest, Touched, read_manifest, write_manifest
from .store import find_store, make_store, read_plain

KEPT = 10
_MANIFEST = "manifest.json"
_FILES = "files"


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint on disk."""

    folder: Path
    manifest: Manifest

    def read(self, touched: Touched) -> bytes:
        """Give the bytes of a file as it was. Raises WorkFailed when they are not what was saved."""
        path = self.folder / _FILES / str(self.manifest.files.index(touched))
        try:
            data = read_plain(path)
        except OSError as error:
            raise WorkFailed(f"{show(str(path))} cannot be read: {error.strerror}.") from error
        if touched.before is None or blob_id(data) != touched.before.blob:
            raise WorkFailed(
                f"{show(str(path))} is not what {touched.path} was; something has changed it."
            )
        return data

    def record(self, manifest: Manifest) -> "Checkpoint":
        """Say `manifest` of it from now on, wholly or not at all."""
        beside = self.folder / f"{_MANIFEST}.new"
        try:
            with hold_signals():
                beside.unlink(missing_ok=True)
                write_files(self.folder, (File(beside.name, write_manifest(manifest), PRIVATE),))
                os.rename(beside, self.folder / _MANIFEST)
                sync_folder(self.folder)
        except OSError as error:
            raise _fault(self.folder, error) from error
        return replace(self, manifest=manifest)

    def discard(self) -> None:
        """Remove it: nothing of its change has landed."""
        with hold_signals():
            _remove(self.folder)


def save_checkpoint(root: Path, manifest: Manifest, before: Mapping[str, bytes]) -> Checkpoint:
    """Keep the files of `manifest` as they were, which `before` has by their paths.

    Raises WorkFailed when the disk does not take it; then nothing is kept.
    """
    store = find_store(root)
    try:
        make_store(root, store)
        remove_leftovers(Destination(store, exists=True))
        numbers = _list_numbers(store)
        folder = store / str(max(numbers, default=0) + 1)
        with open_staging(store, Destination(store, exists=True).staging_prefix) as stage:
            write_files(
                stage,
                (
                    File(_MANIFEST, write_manifest(manifest), PRIVATE),
                    *(
                        replace(File.from_bytes(f"{_FILES}/{n}", before[each.path]), mode=PRIVATE)
                        for n, each in enumerate(manifest.files)
                        if each.before is not None
                    ),
                ),
            )
            os.rename(stage, folder)
            sync_folder(store)
    except OSError as error:
        raise _fault(store, error) from error
    for number in sorted(numbers)[: -KEPT + 1]:
        with suppress(WorkFailed):  # the next run does it
            _remove(store / str(number))
    return Checkpoint(folder, manifest)


def find_last(root: Path) -> Checkpoint | None:
    """Give the last checkpoint of the project at `root`. Raises WorkFailed for one that is spoilt."""
    store = find_store(root)
    for number in sorted(_list_numbers(store), reverse=True):
        folder = store / str(number)
        try:
            text = read_plain(folder / _MANIFEST).decode()
            return Checkpoint(folder, read_manifest(text))
        except FileNotFoundError:  # one that was being removed
            continue
        except (OSError, ValueError) as error:
            raise WorkFailed(
                f"The checkpoint {show(str(folder))} cannot be read: {error}.",
                hint="If it is of no use any more, remove that folder.",
            ) from error
    return None


def _list_numbers(store: Path) -> list[int]:
    """Give the numbers of the checkpoints; a link is none."""
    try:
        with os.scandir(store) as entries:
            folders = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [int(name) for name in folders if re.fullmatch("[1-9][0-9]*", name)]


def _remove(folder: Path) -> None:
    """Remove a checkpoint, which is none any more from the first step on."""
    with suppress(FileNotFoundError):
        os.unlink(folder / _MANIFEST)
    remove_folder(folder)


def _fault(place: Path, error: OSError) -> WorkFailed:
    return WorkFailed(
        f"The checkpoint could not be written to {show(str(place))}: "
        f"{error.strerror or error}. {get_truth()}"
    )
