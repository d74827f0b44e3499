"""Has a rendered project appear at its destination: all of it by one rename, or none."""

import os
import stat
from dataclasses import replace
from pathlib import Path

from ..repository import find_obstacle
from ..workspace import apply
from .outcome import Copied
from .rendered import Rendered
from .repositories import make_repository_of_all

_LARGEST = 2**20


def land(rendered: Rendered, copied: Copied, *, with_git: bool) -> Copied:
    """Write the project, and its repository when that is wanted and possible, or neither.

    Raises WorkFailed or Refused, and then nothing is written.
    """
    destination = copied.destination
    obstacle = find_obstacle(destination.path) if with_git else "it was not wanted"
    notes: list[str] = []
    made: list[bool] = []

    def finish(folder: Path) -> None:
        for name in rendered.rest:
            _move(rendered.folder, folder, name, destination.path)
        has_own = (folder / ".git").exists()
        made.append(has_own or not obstacle)
        if has_own:
            notes.append("The template's tasks have made a git repository, as they left it.")
        elif not obstacle and (author := make_repository_of_all(folder)):
            notes.append(f"git knows no name and address of yours; the commit is by {author}.")
        elif with_git and obstacle:
            notes.append(f"No git repository was made: {obstacle}.")

    apply(destination, copied.plan, finish)
    return replace(copied, notes=(*copied.notes, *notes), is_written=True, has_repository=made[-1])


def _move(rendered: Path, folder: Path, name: str, final: Path) -> None:
    """Move what a plan does not hold into the project, and let it name the project's final place."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    os.rename(rendered / name, folder / name)
    _correct(folder / name, os.fsencode(rendered), os.fsencode(final))
    for inner, folders, files in os.walk(folder / name):
        for each in (*folders, *files):
            _correct(Path(inner) / each, os.fsencode(rendered), os.fsencode(final))


def _correct(path: Path, before: bytes, after: bytes) -> None:
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        target = os.fsencode(os.readlink(path))
        if before in target:
            os.unlink(path)
            os.symlink(target.replace(before, after), path)
    elif stat.S_ISREG(mode) and os.lstat(path).st_size <= _LARGEST:
        data = path.read_bytes()
        if before in data and b"\0" not in data:
            # Never in place: an installer links such files to those of its cache.
            other = path.with_name(f".apigen-{os.urandom(4).hex()}")
            other.write_bytes(data.replace(before, after))
            os.chmod(other, stat.S_IMODE(mode))
            os.replace(other, path)
