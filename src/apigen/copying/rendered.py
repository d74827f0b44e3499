"""Reads what Copier has rendered: files for a plan, and what a plan cannot hold."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ..errors import Refused, show
from ..tree import EXECUTABLE, PLAIN, PRIVATE, File, Tree
from .repositories import list_ignored


@dataclass(frozen=True)
class Rendered:
    """A rendered project in `folder`. Its tree has every plain file in it, but not what `rest` names.

    These are what git ignores as a whole folder, such as an environment that a task has made, a
    repository that one has made, links, and empty folders.
    """

    folder: Path
    tree: Tree
    rest: tuple[str, ...]


def read_rendered(folder: Path, final: Path, probe: Path) -> Rendered:
    """Read the project in `folder`, whose files say `final` where they name its own place.

    `probe` is a folder to be made for git, which tells what the project ignores.
    """
    folder.mkdir(exist_ok=True)  # a template can be empty
    ignored = list_ignored(folder, probe)
    files: list[File] = []
    rest: list[str] = []
    _collect(folder, "", ignored, files, rest)
    moved = (os.fsencode(folder), os.fsencode(final))
    return Rendered(
        folder,
        Tree(tuple(_read(folder, file, ignored, moved) for file in sorted(files, key=_path))),
        tuple(rest),
    )


def _path(file: File) -> str:
    return file.path


def _collect(
    folder: Path, inner: str, ignored: frozenset[str], files: list[File], rest: list[str]
) -> None:
    names = sorted(os.listdir(folder / inner))
    if not names and inner:
        rest.append(inner)
    for name in names:
        path = f"{inner}/{name}".lstrip("/")
        mode = os.lstat(folder / path).st_mode
        if name == ".git" or f"{path}/" in ignored:
            rest.append(path)
        elif stat.S_ISDIR(mode):
            _collect(folder, path, ignored, files, rest)
        elif stat.S_ISREG(mode):
            files.append(File(path, "", EXECUTABLE if mode & 0o100 else PLAIN))
        else:
            rest.append(path)


def _read(folder: Path, file: File, ignored: frozenset[str], moved: tuple[bytes, bytes]) -> File:
    data = (folder / file.path).read_bytes().replace(*moved)
    name = file.path.rpartition("/")[2]
    is_private = file.path in ignored and (name == ".env" or name.startswith(".env."))
    text = File.from_bytes(file.path, data).text
    return File(file.path, text, PRIVATE if is_private else file.mode)


def check_plain(rendered: Rendered, destination: Path) -> None:
    """Raise Refused where the project cannot be added to a folder in use, file by file."""
    if rendered.rest:
        raise Refused(
            f"What this template makes cannot be added to {show(str(destination))}, which is in "
            f"use: {show(rendered.rest[0])} is no plain file.",
            hint="Pass a path that is not there yet, and move what you want of it.",
        )
