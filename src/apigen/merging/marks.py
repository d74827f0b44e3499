"""Puts one item of a list between markers, where each item has a line of its own."""

from .blocks import Block, UnclearError
from .sequence import Versions
from .text import BASE, MIDDLE, OURS, THEIRS


def mark_item(versions: Versions, space: str) -> Block:
    """Give the three versions of an item between markers; `space` is what comes before an item.

    Raises UnclearError where items share a line.
    """
    if "\n" not in space:
        raise UnclearError
    base, ours, theirs = (
        f"{one.note}{space}{one.head},{one.foot}\n".removeprefix("\n") if one else ""
        for one in versions
    )
    text = f"{OURS}{ours}{BASE}{base}{MIDDLE}{theirs}{THEIRS}".removesuffix("\n")
    return Block(f"clash {text}", text)
