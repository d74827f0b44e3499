"""Merges what is inside of a line or statement: the items of lists, calls, signatures and imports."""

import re
from collections.abc import Sequence
from typing import Any

from ..editing.order import sort_member
from .blocks import PROSE, PYTHON, TOML, WORDS, Block, UnclearError
from .brackets import Group, Item, Pieces, read, write
from .layout import choose_layout, find_layout
from .marks import mark_item
from .requirements import find_name, find_order, join_requirements
from .sequence import Versions, Ways, merge_sequence
from .text import OURS
from .width import fit
from .words import choose_single, merge_prose, merge_words

_NAMED = re.compile(r"""(\*{0,2}\w+|"[^"\n]*"|'[^'\n]*')\s*[:=](?!=)""")
_LISTED = re.compile(r"(?:from [^\n]*? import |__all__ = )\Z")


def merge_inline(grammar: str, base: str | None, ours: str, theirs: str) -> str:
    """Merge three versions of a statement or value. Raises UnclearError where that is not certain."""
    if not grammar or base is None:
        raise UnclearError
    if grammar == WORDS:
        return merge_words(base, ours, theirs)
    if grammar == PROSE:
        return merge_prose(base, ours, theirs)
    pieces = _merge_pieces(grammar, read(base), read(ours), read(theirs))
    text = write(pieces)
    return write(fit(pieces)) if grammar == PYTHON and OURS not in text else text


def _merge_pieces(grammar: str, base: Pieces, ours: Pieces, theirs: Pieces) -> Pieces:
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    if not len(base) == len(ours) == len(theirs):
        raise UnclearError
    merged: list[str | Group] = []
    for one, two, three in zip(base, ours, theirs, strict=True):
        before = merged[-1] if merged and isinstance(merged[-1], str) else ""
        if isinstance(one, Group) and isinstance(two, Group) and isinstance(three, Group):
            merged.append(_merge_groups(grammar, before, one, two, three))
        elif isinstance(one, str) and isinstance(two, str) and isinstance(three, str):
            merged.append(_choose(one, two, three))
        else:
            raise UnclearError
    return tuple(merged)


def _choose(base: Any, ours: Any, theirs: Any) -> Any:
    if ours in (base, theirs):
        return theirs
    if theirs != base:
        raise UnclearError
    return ours


def _merge_groups(grammar: str, before: str, base: Group, ours: Group, theirs: Group) -> Group:
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    is_listed = bool(_LISTED.match(before))
    groups = (base, ours, theirs)
    open_, close = _choose(*((group.open, group.close) for group in groups))
    versions = [
        [_make_block(grammar, item, is_listed=is_listed) for item in one.items] for one in groups
    ]

    layout = choose_layout(*(find_layout(group) for group in groups))
    if layout is None:
        raise UnclearError

    def meet(versions: Versions) -> Block | None:
        try:
            return _meet(grammar, versions)
        except UnclearError:
            return mark_item(versions, layout.other)

    def may_join(theirs: Sequence[Block], ours: Sequence[Block]) -> bool:
        return ours[0].is_firm and theirs[0].is_firm if open_ == "(" else True

    ways = Ways(meet, choose_single, may_join)
    blocks = merge_sequence(versions[0], versions[1], versions[2], ways)
    if "\n" not in layout.other and any(block.note or block.foot for block in blocks):
        raise UnclearError
    items = tuple(
        _make_item(block, layout.other if number else layout.first)
        for number, block in enumerate(blocks)
    )
    return Group(
        open_, items, close, layout.last if items else "", layout.has_comma and bool(items)
    )


def _make_item(block: Block, space: str) -> Item:
    if block.head.startswith(OURS):
        return Item("\n", (block.head,), has_comma=False)
    return Item(block.note + space, read(block.head), block.foot)


def _make_block(grammar: str, item: Item, *, is_listed: bool) -> Block:
    text = item.text
    note = item.before.rstrip()
    named = _NAMED.match(text)
    name = find_name(text) if grammar == TOML else ""
    order = sort_member(text.strip("\"'")) if is_listed else find_order(text) if name else None
    key = name or (named[1] if named else text)
    is_firm = bool(named or name or is_listed)
    return Block(key, text, note=note, foot=item.trail, is_firm=is_firm, order=order)


def _meet(grammar: str, versions: Versions) -> Block | None:
    base, ours, theirs = versions
    if ours == base or theirs == base:
        return theirs if ours == base else ours
    if ours is None or theirs is None:
        raise UnclearError
    if grammar == TOML and (joined := join_requirements(ours.head, theirs.head)):
        return Block(ours.key, joined, note=ours.note, foot=ours.foot, order=ours.order)
    if base is None:
        if ours.head != theirs.head:
            raise UnclearError
        return ours if ours.note or ours.foot else theirs
    head = write(_merge_pieces(grammar, read(base.head), read(ours.head), read(theirs.head)))
    note, foot = (
        _choose(*(getattr(one, part) for one in (base, ours, theirs))) for part in ("note", "foot")
    )
    return Block(ours.key, head, note=note, foot=foot, is_firm=ours.is_firm, order=ours.order)
