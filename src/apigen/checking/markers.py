"""Finds the marks of merges that nobody has ended, in every file that git tracks or apigen wrote."""

from collections.abc import Iterator

from ..state import FILE_NAME
from .finding import Finding
from .subject import Subject

_START = b"<<<<<<< "
_MIDDLE = b"======="
_END = b">>>>>>> "


def check_markers(subject: Subject) -> Iterator[Finding]:
    """Find conflicts that are marked and not resolved; each file is named once, at its first one."""
    paths = dict.fromkeys((FILE_NAME, *map(subject.find_place, subject.recorded), *subject.tracked))
    for path in sorted(paths):
        data = subject.places.read(path)
        if data is None or _START not in data or b"\0" in data:
            continue
        if lines := list(_find_conflicts(data)):
            count = "A conflict is" if len(lines) == 1 else f"{len(lines)} conflicts are"
            yield Finding(
                "conflict",
                f"{count} marked here and not resolved.",
                path,
                lines[0],
                "Choose between the sides, and take the marks out.",
                needs_work=True,
            )


def _find_conflicts(data: bytes) -> Iterator[int]:
    """Give the line where each begins: one side, a line between, and the other side.

    The line between is a heading in some languages, so it alone is none.
    """
    start, has_middle = 0, False
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.startswith(_START):
            start, has_middle = number, False
        elif start and line.rstrip() == _MIDDLE:
            has_middle = True
        elif has_middle and line.startswith(_END):
            yield start
            start, has_middle = 0, False
