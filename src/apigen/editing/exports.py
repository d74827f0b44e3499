"""Reads the `__all__` of a module, and gives the edits that change it by one name."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .edits import Edit, Uncertain
from .listing import Listing, insert_item
from .order import find_index
from .shortening import remove_item
from .source import Source
from .survey import Survey

_PLAIN_TEXT = re.compile(r"""("|')(?:[^"'\\\r\n]*)\1""")
_WIDE = 10**9


@dataclass(frozen=True)
class Exports:
    """The names that a module exports, and the list that says so."""

    names: tuple[str, ...]
    listing: Listing


def find_exports(source: Source, survey: Survey) -> Exports | None:
    """Find `__all__`, None when there is none. Raises Uncertain when it is no plain list."""
    if not survey.names["__all__"]:
        return None
    given = survey.values.get("__all__", [])
    if survey.names["__all__"] > 1 or len(given) != 1 or given[0].block.around:
        raise Uncertain("its __all__ is put together in several steps")
    value = given[0].value
    if not isinstance(value, ast.List | ast.Tuple) or given[0].block.function:
        raise Uncertain("its __all__ is not a plain list")
    names = [
        element.value
        for element in value.elts
        if isinstance(element, ast.Constant) and isinstance(element.value, str)
    ]
    spans = tuple((source.start_of(node), source.end_of(node)) for node in value.elts)
    texts = [source.text[start:end] for start, end in spans]
    if len(names) < len(value.elts) or not all(_PLAIN_TEXT.fullmatch(text) for text in texts):
        raise Uncertain("its __all__ holds more than plain names")
    start, end = source.start_of(value), source.end_of(value)
    has_brackets = source.text[start] in "[("
    listing = Listing(
        source,
        spans,
        start if has_brackets else None,
        end - 1 if has_brackets else None,
        source.start_of(given[0].statement),
        source.end_of(given[0].statement),
        ("[", "]") if isinstance(value, ast.List) else ("(", ")"),
        isinstance(value, ast.Tuple),
    )
    return Exports(tuple(names), listing)


def insert_export(exports: Exports, name: str, line_length: int) -> list[Edit]:
    """Give the edits that put a name into `__all__`, in the order and style that it has."""
    listing = exports.listing
    quote = listing.text_at(0)[0] if listing.items else '"'
    item, index = f"{quote}{name}{quote}", find_index(exports.names, name)
    edits = insert_item(listing, item, index, line_length)
    return edits or insert_item(listing, item, index, _WIDE) or []


def remove_export(exports: Exports, name: str) -> Iterator[list[Edit]]:
    """Give the ways to take a name out of `__all__`."""
    listing, index = exports.listing, exports.names.index(name)
    if len(listing.items) == 1 and listing.opening is not None and listing.closing is not None:
        if "#" not in listing.source.text[listing.opening : listing.closing]:
            yield [Edit(listing.opening + 1, listing.closing, "")]
        return
    yield from remove_item(listing, index)
