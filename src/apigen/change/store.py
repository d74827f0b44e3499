"""Where a project's checkpoints are: beside what git keeps, which nothing publishes, or in a folder of the project."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from ..errors import Refused, show
from ..staging import sync_folder, write_files
from ..state import blob_id
from ..tracking import find_git_place, is_tracked
from ..tree import PRIVATE, File

OWN = ".apigen-undo"
_IGNORE = ".gitignore"
_ALL = "*\n"


def find_store(root: Path) -> Path:
    """Give the folder of the checkpoints of the project at `root`, which need not be there.

    Raises Refused where it is a link.
    """
    own = root / OWN
    refuse_link(own)
    place = find_git_place(root, "apigen")
    if place is None or (own.is_dir() and not is_tracked(root, OWN)):
        return own
    folder, way = place
    # A repository may hold many projects.
    store = folder / (
        f"at-{blob_id(way.encode('utf-8', 'surrogateescape'))[:16]}" if way else "root"
    )
    refuse_link(folder)
    refuse_link(store)
    return store


def refuse_link(folder: Path) -> None:
    """Raise Refused when `folder`, which is to be written to, is a link."""
    if folder.is_symlink():
        raise Refused(
            f"{show(str(folder))} is a symbolic link, and apigen does not write through links.",
            hint="Remove it.",
        )


def make_store(root: Path, store: Path) -> None:
    """Make the folder `store`, which `find_store` gave, and all that it needs."""
    missing = [folder for folder in (store, *store.parents) if not folder.exists()]
    for folder in reversed(missing):
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
            sync_folder(folder.parent)
    if store == root / OWN and not _is_written(store / _IGNORE):
        beside = store / f"{_IGNORE}.new"
        try:
            beside.unlink(missing_ok=True)
            write_files(store, (File(beside.name, _ALL, PRIVATE),))
            os.rename(beside, store / _IGNORE)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def read_plain(path: Path) -> bytes:
    """Give the bytes of a plain file, for what is in a project anybody may have put there.

    Raises OSError, for a link, too.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a plain file", str(path))
        return stream.read()


def _is_written(path: Path) -> bool:
    with suppress(OSError):
        return read_plain(path) == _ALL.encode()
    return False
