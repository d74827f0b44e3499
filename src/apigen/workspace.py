"""Carries out a plan, wholly or not at all: with inplace, the only writer of projects."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .destination import BAD_PATH, Destination
from .errors import Refused, UsageError, WorkFailed, show
from .inplace import land_in_place
from .plan import Plan
from .signals import get_truth, hold_signals, set_truth
from .staging import (
    open_staging,
    open_to_all,
    sync_folder,
    take_owner,
    write_files,
)

Finish = Callable[[Path], None]


def apply(destination: Destination, plan: Plan, finish: Finish) -> None:
    """Write what the plan says. `finish` works on the whole project before it appears.

    Whatever is raised, and whenever, the destination is then as it was before.
    Raises Refused when something came into the way after the plan was made, UsageError when there
    can be no such path, and WorkFailed when the disk does not take it.
    """
    try:
        with _parents(destination.path.parent):
            if destination.is_replaceable:
                _apply_at_once(destination, plan, finish)
            else:
                _apply_in_place(destination, plan, finish)
    except OSError as error:
        where = show(str(destination.path))
        reason = error.strerror or str(error)
        kind = UsageError if error.errno in BAD_PATH else WorkFailed
        raise kind(
            f"The project could not be written to {where}: {reason}. {get_truth()}"
        ) from error


def _apply_at_once(destination: Destination, plan: Plan, finish: Finish) -> None:
    with open_staging(destination.path.parent, destination.staging_prefix) as stage:
        if not destination.exists or take_owner(stage, like=destination.path):
            write_files(stage, tuple(entry.file for entry in plan.written))
            finish(stage)
            _land_by_rename(stage, destination)
            return
    _apply_in_place(destination, plan, finish)


def _apply_in_place(destination: Destination, plan: Plan, finish: Finish) -> None:
    with open_staging(destination.path, destination.staging_prefix) as stage:
        os.mkdir(stage / "new")
        write_files(stage / "new", tuple(entry.file for entry in plan.written))
        finish(stage / "new")
        land_in_place(stage, destination.path, plan)


@contextmanager
def _parents(parent: Path) -> Iterator[None]:
    made: list[Path] = []
    try:
        with hold_signals():
            missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
            for folder in reversed(missing):
                with suppress(FileExistsError):  # a run beside this one was quicker
                    os.mkdir(folder)
                    made.append(folder)
                    sync_folder(folder.parent)
        yield
    except BaseException:
        with hold_signals():
            for folder in reversed(made):
                with suppress(OSError):
                    os.rmdir(folder)
        raise


def _land_by_rename(stage: Path, destination: Destination) -> None:
    open_to_all(stage, like=destination.path if destination.exists else None)
    with hold_signals():
        try:
            os.rename(stage, destination.path)
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR}:
                raise Refused(
                    f"{show(str(destination.path))} was made by someone else in the meantime.",
                    hint="Look at it, and pass another path.",
                ) from error
            raise
        set_truth(f"The project is whole at {show(str(destination.path))}.")
        try:
            sync_folder(destination.path.parent)
        except OSError as error:
            raise WorkFailed(
                f"The project is whole at {show(str(destination.path))}, "
                f"but the disk did not confirm it: {error.strerror}.",
                hint="Check the disk.",
            ) from error
