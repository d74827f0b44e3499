"""Takes one item out of a list of source text, as if it had never come in."""

from collections.abc import Iterator

from .edits import Edit
from .listing import Listing

# What is longer than this never was on one line.
_LONGEST_LINE = 2000


def remove_item(listing: Listing, index: int) -> Iterator[list[Edit]]:
    """Give the ways to take out an item: with the list on one line again, and as it stands."""
    source, text, items = listing.source, listing.source.text, listing.items
    start, end = items[index]
    first = items[0][0] if listing.opening is None else listing.opening
    last = items[-1][1] if listing.closing is None else listing.closing + 1
    if last - first < _LONGEST_LINE and not {"#", "\\"} & set(text[first:last]):
        texts = (listing.text_at(number) for number in range(len(items)) if number != index)
        flat, (opening, closing) = ", ".join(texts), listing.brackets
        for way in (flat, f"{opening}{flat}{closing}", f"{opening}{flat},{closing}"):
            yield [Edit(first, last, way)]
    line = source.line_at(start)
    whole = (source.starts[line - 1], source.starts[line] if line < len(source.starts) else end)
    if listing.is_one_per_line and text[whole[0] : whole[1]].strip() == f"{text[start:end]},":
        yield [Edit(*whole, "")]
    elif "#" in text[end : source.end_of_line(line)] and _is_alone(listing, index):
        return
    elif listing.is_one_per_line and index == len(items) - 1 > 0:
        before = items[index - 1][1]
        stop = source.end_of_line(source.line_at(before))
        if "#" not in text[stop:end] and "," in text[before:stop]:
            yield [Edit(before, text.index(",", before) + 1, ""), Edit(stop, end, "")]
    else:
        first, last = (items[index - 1][1], end) if index else (start, items[1][0])
        if "#" not in text[first:last]:
            yield [Edit(first, last, "")]


def _is_alone(listing: Listing, index: int) -> bool:
    """Whether an item shares its line with no other one; a comment there speaks of it, then."""
    lines = [listing.source.line_at(start) for start, _ in listing.items]
    return not listing.is_on_one_line and lines.count(lines[index]) == 1
