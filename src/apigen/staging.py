"""A folder beside (or in) the destination where a project is made whole before it appears."""

import fcntl
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import WorkFailed, show
from .signals import hold_signals
from .tree import File, list_folders

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_ATTEMPTS = 100


def is_staging_name(name: str, prefix: str) -> bool:
    """Whether `name` is one that `open_staging` gives with `prefix`, and no name of anyone else."""
    return re.fullmatch(re.escape(prefix) + "[0-9a-f]{8}", name) is not None


@contextmanager
def open_staging(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a folder that only we may enter, locked as long as we live, and remove it at the end."""
    made: list[tuple[Path, int]] = []
    try:
        with hold_signals():
            made.append(_make_locked(parent, prefix))
        yield made[0][0]
    finally:
        with hold_signals():
            for path, lock in made:
                os.close(lock)
                remove_folder(path)


def _make_locked(parent: Path, prefix: str) -> tuple[Path, int]:
    for _ in range(_ATTEMPTS):
        path = parent / f"{prefix}{os.urandom(4).hex()}"
        with suppress(FileExistsError):
            os.mkdir(path, 0o700)
            lock = None
            try:
                if (lock := try_lock(path)) is not None:
                    return path, lock
            finally:
                if lock is None:
                    with suppress(OSError):
                        os.rmdir(path)
    raise WorkFailed(f"No temporary folder could be made in {show(str(parent))}.")


def try_lock(folder: Path) -> int | None:
    """Lock `folder`; None when somebody else has it, it is gone, or it is not ours to open."""
    try:
        descriptor = os.open(folder, _FOLDER)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_nlink:
            return descriptor
    except BlockingIOError:
        pass
    except OSError:  # a file system without locks: nobody else can hold one
        return descriptor
    os.close(descriptor)
    return None


def remove_folder(path: Path) -> None:
    """Remove a folder of ours. Raises WorkFailed saying what is left."""
    try:
        shutil.rmtree(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise WorkFailed(
            f"The temporary folder {show(str(path))} could not be removed: {error.strerror}.",
            hint="The project is not affected; remove that folder, or let the next run do so.",
        ) from error


def write_files(folder: Path, files: tuple[File, ...]) -> None:
    """Write `files` and their folders into the empty `folder`, and see them safely on disk."""
    folders = list_folders(tuple(file.path for file in files))
    for name in folders:
        os.mkdir(folder / name)
    for file in files:
        _write_file(folder / file.path, file)
    for name in reversed(folders):
        sync_folder(folder / name)
    sync_folder(folder)


def _write_file(path: Path, file: File) -> None:
    descriptor = os.open(path, _NEW_FILE, file.mode)
    try:
        data = memoryview(file.data)
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Return when the entries of the folder `path` are on disk."""
    descriptor = os.open(path, _FOLDER)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take_owner(path: Path, like: Path) -> bool:
    """Give the empty folder `path` the owner and group of `like`, for itself and what comes in.

    False when the system does not let us.
    """
    ours, theirs = os.stat(path), os.stat(like)
    if (ours.st_uid, ours.st_gid) != (theirs.st_uid, theirs.st_gid):
        try:
            os.chown(path, theirs.st_uid, theirs.st_gid)
        except PermissionError:
            return False
    os.chmod(path, 0o700 | (theirs.st_mode & stat.S_ISGID))
    return True


def open_to_all(path: Path, like: Path | None = None) -> None:
    """Give a staging folder the mode of `like`, or that of any new folder."""
    if like is not None:
        os.chmod(path, stat.S_IMODE(os.stat(like).st_mode))
        return
    umask = os.umask(0o077)
    os.umask(umask)
    os.chmod(path, 0o777 & ~umask)
