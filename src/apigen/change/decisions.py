"""Finds what is still undecided in files that a change left with conflicts."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..destination import open_project, survey
from ..errors import Refused
from ..merging.formats import find_format
from ..merging.soundness import find_undefined
from ..merging.text import BASE, OURS, THEIRS
from ..tree import File, Tree
from .conflicts import tell_undefined
from .manifest import Undecided
from .trees import BESIDE

# The line between two sides is none of them: it is a heading in some languages.
_MARKERS = frozenset(line.strip().encode() for line in (OURS, BASE, THEIRS)) | {
    b"<<<<<<< before updating",  # Copier's
    b"||||||| last update",
    b">>>>>>> after updating",
}


@dataclass(frozen=True)
class Place:
    """A place where somebody still has to decide, with why; `line` is 0 for the file as a whole."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.reason}"


def find_undecided(root: Path, conflicts: Iterable[Undecided]) -> tuple[Place, ...]:
    """Give every marker that is left in the files of `conflicts`, and those that cannot be parsed any more.

    A file that is gone is decided.
    """
    named = {each.path: each for each in conflicts}
    tree = Tree(tuple(File(path, "") for path in sorted(named)))
    undecided: list[Place] = []
    for path, found in survey(open_project(root), tree).items():
        if found.obstacle:
            continue
        markers = [
            Place(path, number, f"the conflict marker {line.decode()}")
            for number, line in enumerate(map(bytes.rstrip, found.data.split(b"\n")), 1)
            if line in _MARKERS
        ]
        if path.endswith(BESIDE):
            undecided.append(Place(path, 0, named[path].reason))
        fault = find_fault(path, found.data) if named[path].is_parsable else None
        fault = fault or _find_missing(found.data, named[path].undefined)
        undecided += markers or ([Place(path, *fault)] if fault else [])
    return tuple(undecided)


def refuse_undecided(undecided: tuple[Place, ...], command: str) -> None:
    """Raise Refused naming every place in `undecided`, if there are any."""
    if not undecided:
        return
    error = Refused(
        "The change cannot be finished: these places are still to be decided.",
        hint=f"Edit them, and run {command} again; or take the change back: apigen undo",
    )
    error.lines = tuple(map(str, undecided))
    error.details = {
        "undecided": [
            {"path": each.path, "line": each.line, "reason": each.reason} for each in undecided
        ]
    }
    raise error


def find_fault(path: str, data: bytes) -> tuple[int, str] | None:
    """Say where, and why, a file of this name cannot be parsed; None when it can, or nobody knows how."""
    format_ = find_format(path)
    if format_ is None:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            format_.check(data.decode("utf-8-sig"))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return _find_line(error), f"it cannot be parsed{_find_reason(error)}"
    return None


def _find_missing(data: bytes, names: tuple[str, ...]) -> tuple[int, str] | None:
    """Say which of the names that the change left undefined still are."""
    if not names:
        return None
    try:
        missing = sorted(find_undefined(data.decode("utf-8-sig")) & set(names))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return (0, tell_undefined(missing)) if missing else None


def _find_line(error: Exception) -> int:
    mark = getattr(error.__cause__, "problem_mark", None)  # YAML's, which counts from 0
    line = getattr(error, "lineno", None)
    return line if isinstance(line, int) else getattr(mark, "line", -1) + 1


def _find_reason(error: Exception) -> str:
    reason = getattr(error, "msg", "") or str(error) or getattr(error.__cause__, "problem", "")
    return f": {reason}" if reason else ""
