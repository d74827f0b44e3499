"""Takes back what a staging folder has landed in a folder in use, or completes it.

What `inplace` notes in a staging folder is all that is needed, so that the next run can do it for
one that was killed. A stranger may have put such a folder into a project: it is not followed out.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from .staging import sync_folder
from .untrusted import read_plain_file

# Lists of paths that a staging folder holds: folders that had to be made, files that go, and
# folders that nothing may be left in.
MADE = "folders"
REMOVED = "removed"
EMPTIED = "emptied"
# The folder of the files that went, each by its number in REMOVED.
GONE = "gone"

_LONGEST_LIST = 2**26
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def recover(stage: Path, destination: Path) -> None:
    """Take back what `stage` has landed, or complete it when all of it had landed."""
    if any((stage / name).is_symlink() for name in ("new", "done", "old", "git", GONE)):
        return  # no run of apigen's has left it
    if (stage / "done").exists():
        if (stage / "git").exists() and not os.path.lexists(destination / ".git"):
            os.rename(stage / "git", destination / ".git")
            sync_folder(destination)
        _remove_folders(destination, read_list(stage, EMPTIED))
        # Whoever is killed while removing `stage`, `done` first, has left nothing to put back.
        with suppress(FileNotFoundError):
            os.unlink(stage / REMOVED)
            sync_folder(stage)
        return
    _put_back(stage, destination)
    for folder, _, names in os.walk(stage / "new"):
        for name in names:
            path = (Path(folder) / name).relative_to(stage / "new")
            _take_back(stage, destination, path)
    _remove_folders(destination, read_list(stage, MADE))


def write_list(stage: Path, name: str, paths: Iterable[str]) -> None:
    """Note `paths`, and see them safely on disk."""
    with (stage / name).open("w", encoding="utf-8") as stream:
        stream.write("\0".join(paths))
        stream.flush()
        os.fsync(stream.fileno())


def read_list(stage: Path, name: str) -> list[str]:
    """Give what was noted; nothing when the run had not come so far, or did not note it."""
    with suppress(FileNotFoundError, ValueError):
        paths = read_plain_file(stage / name, largest=_LONGEST_LIST).decode("utf-8").split("\0")
        return [path for path in paths if path and is_within(path)]
    return []


def is_within(path: str) -> bool:
    """Whether a path stays below the folder that it is told for, and out of what is git's."""
    parts = PurePosixPath(path.casefold()).parts
    return not path.startswith("/") and {"..", ".git"}.isdisjoint(parts)


@contextmanager
def opened(destination: Path, parent: PurePosixPath | Path) -> Iterator[int]:
    """Open a folder of the destination, following no link on the way."""
    descriptor = os.open(destination, _FOLDER)
    try:
        for part in parent.parts:
            inner = os.open(part, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


def in_folder(destination: Path, name: str, act: Callable[..., None]) -> None:
    """Do something to a path of the destination, following no link on the way."""
    path = PurePosixPath(name)
    with opened(destination, path.parent) as folder:
        act(path.name, dir_fd=folder)


def _remove_folders(destination: Path, names: list[str]) -> None:
    """Remove those that are empty, the innermost first."""
    for name in reversed(names):
        with suppress(OSError):
            in_folder(destination, name, os.rmdir)


def _put_back(stage: Path, destination: Path) -> None:
    """Put the files that went where they were, unless something new stands there."""
    for number, name in enumerate(read_list(stage, REMOVED)):
        kept, path = stage / GONE / str(number), PurePosixPath(name)
        if os.path.lexists(kept) and not os.path.lexists(destination / path):
            for parent in reversed(path.parents[:-1]):
                with suppress(FileExistsError):  # else somebody has removed it since
                    in_folder(destination, str(parent), os.mkdir)
            with opened(stage, Path(GONE)) as gone, opened(destination, path.parent) as folder:
                os.rename(kept.name, path.name, src_dir_fd=gone, dst_dir_fd=folder)


def _take_back(stage: Path, destination: Path, path: Path) -> None:
    with (
        suppress(FileNotFoundError, NotADirectoryError),
        opened(destination, path.parent) as folder,
    ):
        there = os.stat(path.name, dir_fd=folder, follow_symlinks=False)
        if not os.path.samestat(there, os.lstat(stage / "new" / path)):
            return
        if (stage / "old" / path).exists():
            with opened(stage, Path("old") / path.parent) as old:
                os.rename(path.name, path.name, src_dir_fd=old, dst_dir_fd=folder)
        else:
            os.unlink(path.name, dir_fd=folder)
