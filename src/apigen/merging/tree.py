"""Merges trees of blocks: what cannot be decided stands between markers, and nothing else does."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from .blocks import Block, UnclearError, join
from .inline import merge_inline
from .sequence import Versions, Ways, merge_sequence
from .text import mark, merge_text, split_lines
from .threeway import Chunk

Splitter = Callable[[str], Sequence[Block]]


def merge_trees(split: Splitter, base: str, ours: str, theirs: str) -> str:
    """Merge three texts by their structure. Raises UnclearError where one has none that is known."""
    trees = [split(text) for text in (base, ours, theirs)]
    if [*map(join, trees)] != [base, ours, theirs]:
        raise UnclearError
    return join(merge_sequence(trees[0], trees[1], trees[2], WAYS))


def _meet(versions: Versions) -> Block | None:
    base, ours, theirs = versions
    if ours == base or theirs == base:
        return theirs if ours == base else ours
    if ours is None or theirs is None:
        if ours and base and ours.own == base.own:
            return _keep_comments(base, ours)
        if theirs and base and theirs.body == base.body:
            return None
        return _clash([base] if base else [], [ours] if ours else [], [theirs] if theirs else [])
    if ours.body == theirs.body:
        return replace(ours, lead=_merge_lead(base, ours, theirs))
    return _merge_block(base, ours, theirs)


def _merge_block(base: Block | None, ours: Block, theirs: Block) -> Block:
    before = base or Block(ours.key, parts=None if ours.parts is None else ())
    are_leaves = {one.parts is None for one in (before, ours, theirs)}
    lead = _merge_lead(base, ours, theirs)
    note = _merge_note(base, ours, theirs)
    if len(are_leaves) > 1:
        text = _merge_leaf(ours.grammar, before.own if base else None, ours.own, theirs.own)
        return Block(ours.key, text, lead, note)
    head, foot = (
        _merge_leaf(ours.grammar, one if base else None, two, three)
        for one, two, three in (
            (before.head, ours.head, theirs.head),
            (before.foot, ours.foot, theirs.foot),
        )
    )
    if ours.parts is None or theirs.parts is None:
        return replace(ours, head=head, foot=foot, lead=lead, note=note)
    parts = tuple(merge_sequence(before.parts or (), ours.parts, theirs.parts, WAYS))
    merged = replace(ours, head=head, foot=foot, lead=lead, note=note, parts=parts)
    if ours.dash >= 0 and not join(parts)[ours.dash : ours.dash + 1].isspace():
        lines = [tuple(split_lines(one.own)) for one in (before, ours, theirs)]
        return Block(ours.key, "".join(mark(Chunk(lines[0], lines[1], lines[2]))), lead, note)
    return merged


def _merge_lead(base: Block | None, ours: Block, theirs: Block) -> str:
    if base and theirs.lead == base.lead:
        return ours.lead
    return theirs.lead if base and ours.lead == base.lead else max(ours.lead, theirs.lead, key=len)


def _merge_note(base: Block | None, ours: Block, theirs: Block) -> str:
    if base is None:
        return theirs.note + ours.note if ours.note != theirs.note else ours.note
    if ours.note in (base.note, theirs.note):
        return theirs.note
    return (
        ours.note if theirs.note == base.note else _merge_lines(base.note, ours.note, theirs.note)
    )


def _merge_leaf(grammar: str, base: str | None, ours: str, theirs: str) -> str:
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    try:
        return merge_inline(grammar, base, ours, theirs)
    except UnclearError:
        return _merge_lines(base or "", ours, theirs)


def _merge_lines(base: str, ours: str, theirs: str) -> str:
    return merge_text(base, ours, theirs).text


def _keep_comments(base: Block, ours: Block) -> Block | None:
    """Give what an owner wrote above a block that goes."""
    there = split_lines(base.note)
    kept = "".join(line for line in split_lines(ours.note) if line not in there)
    return Block(f"# {kept}", kept, ours.lead, is_firm=False) if kept else None


def _clash(base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> Block:
    """Give one block with the lines of all, between markers where they cannot be merged."""
    if len(base) == len(ours) == len(theirs) == 1:
        return _merge_block(base[0], ours[0], theirs[0])
    lead = (ours or theirs)[0].lead
    before, own, now = (
        join(blocks).removeprefix(blocks[0].lead if blocks else "")
        for blocks in (base, ours, theirs)
    )
    return Block(f"clash {before}", _merge_lines(before, own, now), lead)


def _may_join(theirs: Sequence[Block], ours: Sequence[Block]) -> bool:
    return not theirs[-1].is_last


WAYS = Ways(_meet, _clash, _may_join)
