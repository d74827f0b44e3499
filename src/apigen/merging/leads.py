"""Puts blank lines where they belong when blocks have come between others, or gone from there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .blocks import Block

Keyed = tuple[Mapping[str, Block], Mapping[str, Block], Mapping[str, Block]]


def settle_leads(found: Sequence[tuple[str, Block]], versions: Keyed) -> list[Block]:
    """Give merged blocks; what an owner put first keeps apart from others what it kept apart.

    The blank lines above a first block are those of the place. When apigen's blocks come before it,
    it has those between the blocks there; when they go, it has those of the place again.
    """
    base, ours, theirs = versions
    blocks = [block for _, block in found]
    keys = [key for key, _ in found]
    if keys and keys[0] == next(iter(ours), None) != next(iter(theirs), None):
        blocks[0] = replace(blocks[0], lead=ours[keys[0]].lead)
    for place, key in enumerate(keys):
        if not (key in base and key in ours and key in theirs):
            continue
        first = place
        while first and keys[first - 1] in ours and _is_new(keys[first - 1], base, theirs):
            first -= 1
        if first == place:
            continue
        was, own, now = base[key].lead, ours[key].lead, theirs[key].lead
        if first and keys[first - 1] in theirs and _is_new(keys[first - 1], base, ours):
            if blocks[first].lead == was != own:
                blocks[first] = replace(blocks[first], lead=own)
        elif was == own == blocks[first].lead != now:
            blocks[first] = replace(blocks[first], lead=now)
            blocks[place] = replace(blocks[place], lead=own)
    return blocks


def _is_new(key: str, base: Mapping[str, Block], others: Mapping[str, Block]) -> bool:
    return key not in base and key not in others
