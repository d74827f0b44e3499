"""Compares a copy of a project, in which a template was updated, with the project itself."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..destination import open_project, survey
from ..errors import Refused, list_words
from ..merging.result import FileMerge
from ..plan import Entry, Found, Plan
from ..repository import run_git
from ..tree import EXECUTABLE, PLAIN, PRIVATE, File, Tree

_BEGIN = b"<<<<<<< "
_ORDER = {"create": 0, "update": 1, "delete": 2}


@dataclass(frozen=True)
class Difference:
    """What is otherwise in the copy: what happens to which file, and what somebody must know of it."""

    plan: Plan
    merges: tuple[FileMerge, ...]


def compare(root: Path, copy: Path, before: str) -> Difference:
    """Give what brings the project at `root` to what the copy has become since the commit `before`.

    A file that git ignores is the owner's: it is made where there is none, and else stays.
    Raises Refused where a symbolic link would change, which no plan can hold.
    """
    torn = _list_lines(copy, "diff", "--name-only", "--diff-filter=U")
    run_git(copy, "add", "--all")
    changed = _list_lines(copy, "diff", "--cached", "--no-renames", "--name-only", before)
    ignored = tuple(
        name
        for name in _list_lines(
            copy, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory"
        )
        if not name.endswith("/")
    )
    _check_links(root, copy, (*changed, *ignored))
    files = [_read(copy, name, name in ignored) for name in sorted({*changed, *ignored})]
    found = survey(open_project(root), Tree(tuple(File(name, "") for name, _ in files)))
    entries: list[Entry] = []
    merges: list[FileMerge] = []
    for name, file in files:
        there = found.get(name)
        if name in ignored and there is not None:
            merges += _keep(name, there, file)
            continue
        entries += _make_entry(name, there, file)
        if file is not None and name in torn:
            merges.append(_tear(file))
    entries.sort(key=lambda entry: (_ORDER[entry.action], entry.file.path))
    return Difference(Plan(tuple(entries)), tuple(merges))


def _list_lines(copy: Path, command: str, *arguments: str) -> tuple[str, ...]:
    out = run_git(copy, command, "-z", *arguments)
    return tuple(sorted({name for name in out.split("\0") if name}))


def _check_links(root: Path, copy: Path, names: tuple[str, ...]) -> None:
    links = [name for name in names if (root / name).is_symlink() or (copy / name).is_symlink()]
    if links:
        raise Refused(
            f"The template's new version changes symbolic links: {list_words(links, 'and')}.",
            hint="Nothing was changed. Run `copier update` itself, on a commit of all that you have.",
        )


def _read(copy: Path, name: str, is_ignored: bool) -> tuple[str, File | None]:
    """Give the file as it is in the copy, or None where it is there no longer."""
    try:
        mode = os.lstat(copy / name).st_mode
        data = (copy / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return name, None
    last = name.rpartition("/")[2]
    is_private = is_ignored and (last == ".env" or last.startswith(".env."))
    wanted = PRIVATE if is_private else EXECUTABLE if mode & stat.S_IXUSR else PLAIN
    return name, File(name, File.from_bytes(name, data).text, wanted)


def _make_entry(name: str, there: Found | None, file: File | None) -> Iterator[Entry]:
    if there is not None and there.obstacle:
        raise Refused(f"{name} is {there.obstacle}, and the template has a file there.")
    if file is None:
        if there is not None:
            yield Entry(File.from_bytes(name, there.data), "delete", there)
    elif there is None:
        yield Entry(file, "create")
    elif there.data != file.data:
        yield Entry(file, "update", there)


def _keep(name: str, there: Found, file: File | None) -> Iterator[FileMerge]:
    if file is not None and there.data != file.data:
        why = "git ignores it, so it is yours; the template writes another one"
        yield FileMerge(name, there.data, "kept", reason=why)


def _tear(file: File) -> FileMerge:
    marked = [
        number for number, line in enumerate(file.data.split(b"\n"), 1) if line.startswith(_BEGIN)
    ]
    return FileMerge(file.path, file.data, "conflict", len(marked), lines=tuple(marked))
