"""Puts one item into a list of source text, in the style of the list."""

import re
from dataclasses import dataclass
from itertools import pairwise

from .edits import Edit
from .source import Source

Span = tuple[int, int]

_AFTER_COMMA = re.compile(r"[ \t\f]*,[ \t\f]*(#[^\r\n]*)?(?=[\r\n])")
_AFTER_LAST = re.compile(r"[ \t\f]*(#[^\r\n]*)?(?=[\r\n])")


@dataclass(frozen=True)
class Listing:
    """Where the items of a list are, and its brackets: offsets, None when there are none.

    `start` and `end` are those of the statement that the list is in. `brackets` are those that the
    list gets when it is broken up.
    """

    source: Source
    items: tuple[Span, ...]
    opening: int | None
    closing: int | None
    start: int
    end: int
    brackets: tuple[str, str] = ("(", ")")
    is_tuple: bool = False

    @property
    def is_on_one_line(self) -> bool:
        """Whether the whole statement is."""
        return self.source.line_at(self.start) == self.source.line_at(self.end)

    @property
    def is_evenly_spaced(self) -> bool:
        """Whether nothing but a comma and a space is between the items, nor around them."""
        items, (opening, closing) = self.items, self.brackets
        flat = ", ".join(self.text_at(index) for index in range(len(items)))
        if self.opening is None or self.closing is None:
            return self.source.text[items[0][0] : items[-1][1]] == flat
        return self.source.text[self.opening : self.closing + 1] == opening + flat + closing

    @property
    def is_one_per_line(self) -> bool:
        """Whether every item has a line of its own, and the brackets have lines of theirs."""
        if self.opening is None or self.closing is None or not self.items:
            return False
        at = self.source.line_at
        lines = [at(self.opening), *(at(start) for start, _ in self.items), at(self.closing)]
        return all(a < b for a, b in pairwise(lines))

    def text_at(self, index: int) -> str:
        """Give an item's text."""
        start, end = self.items[index]
        return self.source.text[start:end]


def insert_item(listing: Listing, item: str, index: int, line_length: int) -> list[Edit] | None:
    """Give the edits that put `item` at `index`; None when a line would become too long for it.

    A line that is too long as it is may become longer.
    """
    if listing.is_one_per_line and (edits := _insert_line(listing, item, index)):
        return edits
    edit = _insert_in_line(listing, item, index)
    source = listing.source
    line = source.line_at(edit.start)
    stop = min(source.end_of_line(line), max(listing.end, edit.end))
    width = stop - source.starts[line - 1]
    new_width = width + len(edit.text) - (edit.end - edit.start)
    if new_width <= line_length or width > line_length:
        return [edit]
    rest = source.text[listing.end : source.end_of_line(line)]
    if listing.is_on_one_line and listing.is_evenly_spaced and not rest:
        return [_break_up(listing, item, index)]
    return None


def _insert_line(listing: Listing, item: str, index: int) -> list[Edit] | None:
    source, text, items = listing.source, listing.source.text, listing.items
    neighbour = items[max(index - 1, 0)]
    line = source.line_at(neighbour[0])
    indentation = source.indentation_of(line)
    if text[source.starts[line - 1] : neighbour[0]].strip():
        return None
    is_last = index == len(items)
    if index == 0:
        line = source.line_at(listing.opening or 0)
        if not _AFTER_LAST.match(text, (listing.opening or 0) + 1):
            return None
    elif not _AFTER_COMMA.match(text, neighbour[1]):
        if not is_last or not _AFTER_LAST.match(text, neighbour[1]):
            return None
        end = source.end_of_line(line)
        new = f"{source.newline_of(line)}{indentation}{item}"
        return [Edit(neighbour[1], neighbour[1], ","), Edit(end, end, new)]
    end = source.end_of_line(line)
    return [Edit(end, end, f"{source.newline_of(line)}{indentation}{item},")]


def _insert_in_line(listing: Listing, item: str, index: int) -> Edit:
    text, items = listing.source.text, listing.items
    if not items:
        start = (listing.opening or 0) + 1
        return Edit(start, start, item)
    if len(items) == 1 and listing.is_tuple and listing.closing is not None:
        start, end = items[0][1], listing.closing
        if re.fullmatch(r"[ \t]*,[ \t]*", text[start:end]):
            both = (listing.text_at(0), item) if index else (item, listing.text_at(0))
            return Edit(items[0][0], end, ", ".join(both))
    if index:
        end = items[index - 1][1]
        return Edit(end, end, f", {item}")
    return Edit(items[0][0], items[0][0], f"{item}, ")


def _break_up(listing: Listing, item: str, index: int) -> Edit:
    """Write a list that was on one line with one item on each, as `ruff format` does."""
    source = listing.source
    texts = [listing.text_at(number) for number in range(len(listing.items))]
    texts.insert(index, item)
    line = source.line_at(listing.start)
    newline, indentation = source.newline_of(line), source.indentation_of(line)
    step = "\t" if "\t" in indentation else "    "
    opening, closing = listing.brackets
    lines = [opening, *(f"{indentation}{step}{text}," for text in texts), indentation + closing]
    start = listing.items[0][0] if listing.opening is None else listing.opening
    end = listing.items[-1][1] if listing.closing is None else listing.closing + 1
    return Edit(start, end, newline.join(lines))
