"""Puts a staged project into a folder that is in use, file by file, and can take all of it back.

A staging folder holds `new/` (the staged files), `old/` (the files that were replaced, as hard
links), `gone/` (the files that went, moved there), lists of paths, and `git/` (the repository).
Files land as hard links, so `new/` tells which ones are ours. Renaming `new` to `done` is the
moment of success: before it `recover` takes everything back, after it `recover` completes. That is
as true for the process that is at work as for the next one after a kill.
"""

import errno
import os
import stat
from pathlib import Path, PurePosixPath

from .errors import Refused, WorkFailed, show
from .plan import Entry, Plan
from .recovery import EMPTIED, GONE, MADE, REMOVED, in_folder, opened, recover, write_list
from .signals import hold_signals, set_truth
from .staging import sync_folder
from .tree import list_folders

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}


def land_in_place(stage: Path, destination: Path, plan: Plan) -> None:
    """Land what is staged in `stage`/new, and take away what the plan removes, in its order.

    On any exception `destination` is as it was before.
    Raises Refused when a file or folder was changed or made since the plan.
    """
    folders = list_folders(tuple(entry.file.path for entry in plan.written))
    missing = [name for name in folders if not os.path.lexists(destination / name)]
    removed = tuple(entry.file.path for entry in plan.removed)
    write_list(stage, MADE, missing)
    write_list(stage, REMOVED, removed)
    write_list(stage, EMPTIED, list_folders(removed))
    (stage / "old").mkdir()
    (stage / GONE).mkdir()
    if (stage / "new" / ".git").exists():
        os.rename(stage / "new" / ".git", stage / "git")
    sync_folder(stage)
    try:
        for name in missing:
            in_folder(destination, name, os.mkdir)
        for entry in plan.changed:
            if entry.action == "delete":
                _take_away(stage, destination, entry, removed.index(entry.file.path))
            else:
                _land(stage, destination, entry)
        for name in ("", *{*folders, *list_folders(removed)}):
            sync_folder(destination / name)
        with hold_signals():
            os.rename(stage / "new", stage / "done")
            set_truth(f"The project is whole at {show(str(destination))}.")
            recover(stage, destination)
    except OSError as error:
        _recover_held(stage, destination)
        if isinstance(error, FileExistsError | NotADirectoryError) or error.errno == errno.ELOOP:
            raise Refused(
                f"{show(str(error.filename2 or error.filename))} came into the way meanwhile.",
                hint="Nothing was changed. Look at it and try again.",
            ) from error
        if error.errno in _NO_LINKS:
            raise WorkFailed(
                f"The file system of {show(str(destination))} knows no hard links, "
                "without which adding to a folder cannot be undone.",
                hint="Nothing was changed. Make the project in a new folder and move it there.",
            ) from error
        raise
    except BaseException:
        _recover_held(stage, destination)
        raise


def _recover_held(stage: Path, destination: Path) -> None:
    with hold_signals():
        try:
            recover(stage, destination)
        except OSError as error:
            # What it holds is nowhere else: under another name of its kind this run leaves it.
            kept = stage.with_name(f"{stage.name[: -len('01234567')]}{os.urandom(4).hex()}")
            os.rename(stage, kept)
            raise WorkFailed(
                f"{show(str(destination))} could not be brought back to what it was: "
                f"{error.strerror}. What is missing there is in {show(str(kept))}.",
                hint="Run the same command again, which puts it back first.",
            ) from error


def _land(stage: Path, destination: Path, entry: Entry) -> None:
    path = PurePosixPath(entry.file.path)
    staged = stage / "new" / path
    with opened(destination, path.parent) as folder:
        if entry.action == "create":
            os.link(staged, path.name, dst_dir_fd=folder, follow_symlinks=False)
            return
        os.link(staged, stage / "put")
        backup = stage / "old" / path
        backup.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path.name, backup, src_dir_fd=folder, follow_symlinks=False)
        except PermissionError as error:  # Linux lets nobody link what they could not write to
            raise Refused(
                f"{show(str(destination / path))} belongs to someone else and cannot be replaced.",
                hint="Nothing was changed. Leave out --overwrite, or ask its owner.",
            ) from error
        if entry.found is None or backup.is_symlink() or backup.read_bytes() != entry.found.data:
            raise FileExistsError(errno.EEXIST, "changed", str(destination / path))
        os.chmod(staged, backup.stat().st_mode & (0o700 if entry.file.is_private else 0o7777))
        os.rename(stage / "put", path.name, dst_dir_fd=folder)


def _take_away(stage: Path, destination: Path, entry: Entry, number: int) -> None:
    path = PurePosixPath(entry.file.path)
    kept = stage / GONE / str(number)
    changed = FileExistsError(errno.EEXIST, "changed", str(destination / path))
    try:
        with opened(destination, path.parent) as folder:
            if not stat.S_ISREG(os.stat(path.name, dir_fd=folder, follow_symlinks=False).st_mode):
                raise changed
            os.rename(path.name, kept, src_dir_fd=folder)
        if kept.is_symlink() or entry.found is None or kept.read_bytes() != entry.found.data:
            raise changed
    except FileNotFoundError as error:
        raise changed from error
    except PermissionError as error:
        raise Refused(
            f"{show(str(destination / path))} may not be removed: {error.strerror}.",
            hint="Nothing was changed. Ask its owner, or the owner of its folder.",
        ) from error
