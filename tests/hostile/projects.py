"""Projects of strangers, with something of the person's own beside them."""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from apigen.state import FILE_NAME, blob_id

from ..projects import make_with

MINE = "mine\n"


def make_place(place: Path) -> Path:
    """Make a project of the usual kind in `place`, beside what must stay as it is; gives its folder."""
    root = make_with(place)
    (place / "mine.py").write_text(MINE)
    (place / "own" / "empty").mkdir(parents=True)
    (place / "own" / "1").mkdir()
    (place / "own" / "manifest.json").write_text(MINE)
    (place / "own" / "1" / "manifest.json").write_text(MINE)
    return root


def read_all(folder: Path, leaving_out: str = "") -> dict[str, bytes]:
    """Give everything below a folder, links and folders too, but for what is in `leaving_out` of it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if leaving_out and path.relative_to(folder).parts[0] == leaving_out:
            continue
        if path.is_symlink():
            found[str(path)] = os.readlink(path).encode()
        elif path.is_file():
            found[str(path)] = path.read_bytes()
        else:
            found[str(path)] = b"a folder" if path.is_dir() else b"something else"
    return found


def read_outside(place: Path) -> dict[str, bytes]:
    """Give everything in `place` that is not in the project."""
    return read_all(place, leaving_out="shop")


@cache
def usual_memory() -> str:
    """Give the text of .apigen.toml of the usual project."""
    import tempfile

    folder = Path(tempfile.mkdtemp())
    try:
        return (make_with(folder) / FILE_NAME).read_text()
    finally:
        shutil.rmtree(folder)


def remember(text: str) -> Callable[[Path], object]:
    """Give what puts such a text into a project's memory."""

    def make(root: Path) -> None:
        (root / FILE_NAME).write_text(text, encoding="utf-8", errors="surrogateescape")

    return make


def claim(path: str) -> Callable[[Path], object]:
    """Give what makes a project remember a file of the person's as one of its own route's."""
    text = usual_memory().replace("files = [", f'files = ["{path}", ', 1)
    return remember(f'{text}"{path}" = {{ blob = "{blob_id(MINE.encode())}", owner = "apigen" }}\n')


def lead_out(folder: str) -> Callable[[Path], object]:
    """Give what puts a link to the outside in the place of a folder."""

    def make(root: Path) -> None:
        out = root.parent / "own" / folder.replace("/", "-")
        (root / folder).rename(out)
        (root / folder).symlink_to(out)

    return make
