"""Clears away what runs that were killed have left beside, or in, a destination."""

import os
from contextlib import suppress
from pathlib import Path

from .destination import Destination, find_standing
from .errors import WorkFailed, show
from .recovery import recover
from .signals import hold_signals
from .staging import is_staging_name, remove_folder, try_lock


def remove_leftovers(destination: Destination) -> tuple[str, ...]:
    """Undo and remove what runs that were killed have left for this destination.

    Gives a sentence about each that was removed or could not be. One that a living process is at
    work in is left alone.
    """
    said = []
    for parent in (find_standing(destination.path), destination.path):
        for stage in _find_leftovers(parent, destination.staging_prefix):
            if (lock := try_lock(stage)) is None:
                if not os.access(stage, os.R_OK | os.X_OK):
                    said.append(f"{show(str(stage))} was left by a run of someone else, and stays.")
                continue
            with hold_signals():
                try:
                    if parent == destination.path:
                        recover(stage, destination.path)
                finally:
                    os.close(lock)
                try:
                    remove_folder(stage)
                except WorkFailed as error:
                    said.append(error.message)
                else:
                    said.append(f"Removed {show(str(stage))}, which an interrupted run had left.")
    return tuple(said)


def _find_leftovers(parent: Path, prefix: str) -> tuple[Path, ...]:
    """List the staging folders in `parent`, whether somebody is at work in them or not."""
    with suppress(OSError):
        names = sorted(name for name in os.listdir(parent) if is_staging_name(name, prefix))
        paths = (parent / name for name in names)
        return tuple(path for path in paths if path.is_dir() and not path.is_symlink())
    return ()
