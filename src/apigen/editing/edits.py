"""What an edit of existing source comes to, and the proof that it changes only what it says."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from .source import Source, Unreadable, read_source
from .trees import are_same


@dataclass(frozen=True)
class Added:
    """The whole new file, with the lines that came in, or were changed.

    `prefix` is what the file puts before the router's own paths, None when it cannot be told.
    """

    data: bytes
    prefix: str | None = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class AlreadyThere:
    """What was asked for is in the file; `prefix` as for Added."""

    prefix: str | None = ""


@dataclass(frozen=True)
class ByHand:
    """Why the file is left alone, a sentence, and the exact lines that do it, and where they go."""

    reason: str
    lines: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Removed:
    """The whole new file."""

    data: bytes


@dataclass(frozen=True)
class NotThere:
    """There is nothing to take out."""


@dataclass(frozen=True)
class Edit:
    """Text that takes the place of what stands between two offsets."""

    start: int
    end: int
    text: str


class Uncertain(Exception):
    """What to do cannot be told for sure; ends the search, and becomes a ByHand."""

    def __init__(self, reason: str, line: int = 0, function: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.function = function


def apply_edits(source: Source, edits: Iterable[Edit]) -> str:
    """Give the whole new text. Edits at one offset keep their order."""
    pieces, position = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise Uncertain("two changes would be made in one place")
        pieces += [source.text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*pieces, source.text[position:]])


def prove(
    source: Source, edits: Iterable[Edit], inserted: str, *, is_removal: bool = False
) -> tuple[bytes, Source]:
    """Apply the edits and prove them; raises Uncertain when they cannot be proved.

    The new text parses, everything outside of the edits is the same byte for byte, and the new tree
    without what `inserted` says (statements, written as a module) is the old tree. With
    `is_removal`, old and new change places.
    """
    edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
    text = apply_edits(source, edits)
    try:
        data = source.encode(text)
    except UnicodeEncodeError as error:
        raise Uncertain("the new lines cannot be written in the file's encoding") from error
    new = read_source(source.name, data)
    if isinstance(new, Unreadable):
        raise Uncertain(f"with the change made, {new.reason}")
    is_kept = _is_kept(source.text, new.text, edits) and data.startswith(
        source.encode(source.text[: edits[0].start])
    )
    old_tree, new_tree, lines = source.tree, new.tree, _find_lines(new, edits)
    if is_removal:
        old_tree, new_tree = new_tree, old_tree
        lines = {n for e in edits for n in _span(source, e.start, e.end)}
    try:
        is_proved = is_kept and are_same(old_tree, new_tree, ast.parse(inserted), lines)
    except (RecursionError, MemoryError) as error:
        raise Uncertain("its statements are nested too deeply") from error
    if not is_proved:
        raise Uncertain("the change could not be proved to change nothing else")
    return data, new


def _is_kept(old: str, new: str, edits: Iterable[Edit]) -> bool:
    """Whether the text between the edits is the same, from the first character to the last."""
    position = new_position = 0
    for edit in edits:
        length = edit.start - position
        if new[new_position : new_position + length] != old[position : edit.start]:
            return False
        position, new_position = edit.end, new_position + length + len(edit.text)
    return old[position:] == new[new_position:]


def _find_lines(new: Source, edits: Iterable[Edit]) -> set[int]:
    """Give the lines of the new text that the edits wrote."""
    lines: set[int] = set()
    shift = 0
    for edit in edits:
        start = edit.start + shift
        lines.update(_span(new, start, start + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
    return lines


def _span(source: Source, start: int, end: int) -> range:
    return range(source.line_at(start), source.line_at(end) + 1)
