"""Looks at the place where a project is to go, and refuses what must not be touched."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .errors import Refused, UsageError, WorkFailed, show
from .names import find_current_folder, last_part
from .plan import Found
from .staging import is_staging_name
from .tree import Tree

_SHOWN = 5
_FORCE = "Pass another path, or --force to add the project to it (files that are there stay as they are)."
# The system says so of paths that can be nowhere.
BAD_PATH = frozenset({errno.ENAMETOOLONG, errno.ELOOP})


@dataclass(frozen=True)
class Destination:
    """A place for a project. `entries` are the names that are there already."""

    path: Path
    exists: bool
    entries: tuple[str, ...] = ()

    @property
    def staging_prefix(self) -> str:
        """How the names of this destination's temporary folders begin."""
        return f".{self.path.name}.apigen-tmp-"

    @property
    def is_replaceable(self) -> bool:
        """Whether one rename can put the project there."""
        if not self.exists:
            return True
        is_plain = not os.path.ismount(self.path) and os.access(self.path.parent, os.W_OK)
        return not self.entries and is_plain and not self._holds_cwd()

    def _holds_cwd(self) -> bool:
        try:
            here = Path.cwd()
        except FileNotFoundError:  # it was removed, and so is no folder that is there
            return False
        return self.path == here or self.path in here.parents


def find_destination(path: str, *, force: bool = False, hint: str = _FORCE) -> Destination:
    """Look at `path`. Raises Refused for a symlink, a file, or a folder in use without `force`."""
    given = Path(path)
    here = Path("/") if given.is_absolute() else find_current_folder()
    if last_part(path) == given.name:
        real = Path(os.path.realpath(here / given.parent)) / given.name
    else:
        real = here
    try:
        mode = os.lstat(real).st_mode
    except FileNotFoundError:
        return Destination(real, exists=False)
    except NotADirectoryError:
        raise Refused(f"{show(str(real.parent))} is not a folder.") from None
    except OSError as error:
        if error.errno in BAD_PATH:
            raise UsageError(f"The path {show(path)} cannot be used: {error.strerror}.") from error
        raise
    if stat.S_ISLNK(mode):
        raise Refused(
            f"{show(path)} is a symbolic link to {show(os.readlink(real))}.",
            hint="apigen does not write through links: pass the folder itself, or another path.",
        )
    if not stat.S_ISDIR(mode):
        raise Refused(f"{show(path)} exists and is not a folder.", hint="Pass another path.")
    entries = tuple(sorted(os.listdir(real)))
    prefix = Destination(real, exists=True).staging_prefix
    entries = tuple(name for name in entries if not is_staging_name(name, prefix))
    if entries and not force:
        some = ", ".join(show(name) for name in entries[:_SHOWN])
        more = f" and {len(entries) - _SHOWN} more" if len(entries) > _SHOWN else ""
        raise Refused(
            f"{show(path)} is not empty: it holds {some}{more}.",
            hint=hint,
        )
    return Destination(real, exists=True, entries=entries)


def find_standing(path: Path) -> Path:
    """Give the nearest folder above `path` that is there; of the root of all, itself."""
    return next((folder for folder in path.parents if folder.is_dir()), path)


def open_project(root: Path) -> Destination:
    """Look at the folder of a project that is there."""
    return Destination(root, exists=True, entries=tuple(sorted(os.listdir(root))))


def survey(destination: Destination, tree: Tree) -> dict[str, Found]:
    """Read what stands where the files of `tree` are to go, never following a link.

    Raises Refused when a folder that the project needs is a link or a file.
    """
    if not destination.entries:
        return {}
    absent: set[str] = set()
    for folder in tree.folders:
        mode = _lstat(destination.path / folder)
        if mode is None:
            absent.add(folder)
        elif not stat.S_ISDIR(mode):
            what = "a symbolic link" if stat.S_ISLNK(mode) else "not a folder"
            raise Refused(
                f"{show(str(destination.path / folder))} is {what}, "
                "and the project needs a folder of that name.",
                hint="Move it away, or pass another path.",
            )
    found: dict[str, Found] = {}
    for file in tree.files:
        if str(PurePosixPath(file.path).parent) in absent:
            continue
        if (there := _look(destination.path / file.path)) is not None:
            found[file.path] = there
    return found


def _look(path: Path) -> Found | None:
    mode = _lstat(path)
    if mode is None:
        return None
    if stat.S_ISLNK(mode):
        return Found(obstacle="a symbolic link")
    if stat.S_ISDIR(mode):
        return Found(obstacle="a folder")
    if not stat.S_ISREG(mode):
        return Found(obstacle="not a plain file")
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as stream:
        return Found(data=stream.read())


def _lstat(path: Path) -> int | None:
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ENOTDIR:
            return None
        raise WorkFailed(f"{show(str(path))} cannot be read: {error.strerror}.") from error
