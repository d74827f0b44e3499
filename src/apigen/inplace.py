"""Puts a staged project into a folder that is in use, file by file, and can take all of it back.

A staging folder holds `new/` (the staged files), `old/` (the files that were replaced, as hard
links), `folders` (those that had to be made) and `git/` (the repository). Files land as hard
links, so `new/` tells which ones are ours. Renaming `new` to `done` is the moment of success:
before it `recover` takes everything back, after it `recover` completes. That is as true for the
process that is at work as for the next one after a kill.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from .errors import Refused, WorkFailed, show
from .plan import Entry, Plan
from .signals import hold_signals, set_truth
from .staging import sync_folder
from .tree import list_folders

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}


def land_in_place(stage: Path, destination: Path, plan: Plan) -> None:
    """Land what is staged in `stage`/new; on any exception `destination` is as it was before.

    Raises Refused when a file or folder was changed or made since the plan.
    """
    folders = list_folders(tuple(entry.file.path for entry in plan.written))
    missing = [name for name in folders if not os.path.lexists(destination / name)]
    (stage / "folders").write_text("\0".join(missing), encoding="utf-8")
    (stage / "old").mkdir()
    if (stage / "new" / ".git").exists():
        os.rename(stage / "new" / ".git", stage / "git")
    sync_folder(stage)
    try:
        for name in missing:
            _in_folder(destination, name, os.mkdir)
        for entry in plan.written:
            _land(stage, destination, entry)
        for name in ("", *folders):
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


def recover(stage: Path, destination: Path) -> None:
    """Take back what `stage` has landed, or complete it when all of it had landed."""
    if (stage / "done").exists():
        if (stage / "git").exists() and not os.path.lexists(destination / ".git"):
            os.rename(stage / "git", destination / ".git")
            sync_folder(destination)
        return
    for folder, _, names in os.walk(stage / "new"):
        for name in names:
            path = (Path(folder) / name).relative_to(stage / "new")
            _take_back(stage, destination, path)
    with suppress(FileNotFoundError):
        made = (stage / "folders").read_text(encoding="utf-8").split("\0")
        for name in reversed([name for name in made if name]):
            with suppress(OSError):
                _in_folder(destination, name, os.rmdir)


def _recover_held(stage: Path, destination: Path) -> None:
    with hold_signals():
        recover(stage, destination)


def _land(stage: Path, destination: Path, entry: Entry) -> None:
    path = PurePosixPath(entry.file.path)
    staged = stage / "new" / path
    with _opened(destination, path.parent) as folder:
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


def _take_back(stage: Path, destination: Path, path: Path) -> None:
    with (
        suppress(FileNotFoundError, NotADirectoryError),
        _opened(destination, path.parent) as folder,
    ):
        there = os.stat(path.name, dir_fd=folder, follow_symlinks=False)
        if not os.path.samestat(there, os.lstat(stage / "new" / path)):
            return
        if (stage / "old" / path).exists():
            os.rename(stage / "old" / path, path.name, dst_dir_fd=folder)
        else:
            os.unlink(path.name, dir_fd=folder)


@contextmanager
def _opened(destination: Path, parent: PurePosixPath | Path) -> Iterator[int]:
    descriptor = os.open(destination, _FOLDER)
    try:
        for part in parent.parts:
            inner = os.open(part, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


def _in_folder(destination: Path, name: str, act: Callable[..., None]) -> None:
    path = PurePosixPath(name)
    with _opened(destination, path.parent) as folder:
        act(path.name, dir_fd=folder)
