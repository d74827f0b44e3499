"""Merges ordered blocks by their keys; what two blocks of a key become is said by the caller."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .blocks import Block, number
from .leads import Keyed, settle_leads
from .matching import match
from .threeway import cut_closely

Versions = tuple[Block | None, Block | None, Block | None]
Blocks = Sequence[Block]


class Ways(NamedTuple):
    """How blocks are merged: one of a key, and several that cannot be told apart.

    `meet` gets what a key stands for in each version. `clash` gets stretches that both sides
    rewrote. `may_join` says whether new blocks of both sides, apigen's first, can follow each other.
    """

    meet: Callable[[Versions], Block | None]
    clash: Callable[[Blocks, Blocks, Blocks], Block]
    may_join: Callable[[Blocks, Blocks], bool]


def merge_sequence(base: Blocks, ours: Blocks, theirs: Blocks, ways: Ways) -> list[Block]:
    """Give the merged blocks in order.

    New ones stand where the side that has them put them. Where both sides put some, apigen's come
    first, unless everything around is sorted.
    """
    return _Merge(base, ours, theirs, ways).run()


class _Merge:
    def __init__(self, base: Blocks, ours: Blocks, theirs: Blocks, ways: Ways) -> None:
        self.versions: Keyed = (number(base), number(ours), number(theirs))
        self.keys = tuple([*version] for version in self.versions)
        self.ways = ways
        pairs = (match(self.keys[0], self.keys[1]), match(self.keys[0], self.keys[2]))
        self.pairs = pairs
        self.placed = tuple({self.keys[0][place] for place, _ in side} for side in pairs)

    def run(self) -> list[Block]:
        found: list[tuple[str, Block]] = []
        for chunk in cut_closely(self.keys[0], self.keys[1], self.keys[2], self.pairs):
            merged: Iterable[tuple[str, Block | None]]
            if chunk.is_same:
                merged = ((key, self._meet(key)) for key in chunk.base)
            else:
                merged = self._resolve(chunk.base, chunk.ours, chunk.theirs)
            found += ((key, block) for key, block in merged if block is not None)
        return settle_leads(found, self.versions)

    def _meet(self, key: str) -> Block | None:
        base, ours, theirs = (version.get(key) for version in self.versions)
        return self.ways.meet((base, ours, theirs))

    def _resolve(
        self, base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
    ) -> Iterator[tuple[str, Block | None]]:
        parts = [
            [version[key] for key in keys]
            for version, keys in zip(self.versions, (base, ours, theirs), strict=True)
        ]
        new_ours = [key for key in ours if key not in self.versions[0]]
        new_theirs = [key for key in theirs if key not in self.versions[0]]
        is_both = base not in (ours, theirs) and ours != theirs
        is_replaced = len(base) == len(ours) == len(theirs) == 1
        is_renamed = is_replaced and _is_alike(*(blocks[0] for blocks in parts))
        if is_renamed or (
            (is_replaced or (is_both and base))
            and not self._is_firm(1, new_ours, 2, new_theirs)
            and not all(block.is_firm for block in parts[0])
        ):
            yield "", self.ways.clash(parts[0], parts[1], parts[2])
            return
        own = [key for key in new_ours if key not in self.versions[2]]
        added = [key for key in new_theirs if key not in self.versions[1]]
        if own and added:
            if not self.ways.may_join(self._list(2, added), self._list(1, own)):
                yield "", self.ways.clash(parts[0], parts[1], parts[2])
                return
            if self._is_sorted():
                rows = {key: self.versions[1].get(key) or self.versions[2][key] for key in own}
                rows |= {key: self.versions[2][key] for key in added}
                if all(block.order is not None for block in rows.values()):
                    place_sorted = sorted(rows, key=lambda key: rows[key].order)
                    ours = (*(key for key in ours if key not in rows), *place_sorted)
                    theirs = tuple(key for key in theirs if key not in rows)
        for key, side in _weave(ours, theirs):
            if self._is_here(key, side):
                yield key, self._meet(key)

    def _is_firm(self, one: int, keys: Sequence[str], other: int, others: Sequence[str]) -> bool:
        blocks = [*self._list(one, keys), *self._list(other, others)]
        return all(block.is_firm for block in blocks)

    def _list(self, side: int, keys: Sequence[str]) -> list[Block]:
        return [self.versions[side][key] for key in keys]

    def _is_sorted(self) -> bool:
        return all(
            one.order <= other.order
            for version in self.versions
            for one, other in pairwise(version.values())
            if one.order is not None and other.order is not None and "\n\n" not in f"\n{other.lead}"
        )

    def _is_here(self, key: str, side: int) -> bool:
        """Whether a key stands where this side has it: the owner's place counts before apigen's."""
        base, ours, theirs = (key in version for version in self.versions)
        if not (ours and theirs):
            return True
        if not base or key not in self.placed[0]:
            return side == 1
        return side == 2


def _weave(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give the keys of both with their sides, apigen's before the owner's between common ones."""
    place, other = 0, 0
    for one, two in (*match(theirs, ours), (len(theirs), len(ours))):
        yield from ((key, 2) for key in theirs[place:one])
        yield from ((key, 1) for key in ours[other:two])
        if one < len(theirs):
            yield theirs[one], 1
            yield theirs[one], 2
        place, other = one + 1, two + 1


def _is_alike(base: Block, ours: Block, theirs: Block) -> bool:
    """Whether these, with different names, have most of their lines in common."""
    before, own, now = (block.own.splitlines()[1:] for block in (base, ours, theirs))
    return len(before) > 1 and all(
        2 * len(match(before, lines)) > max(len(before), len(lines)) for lines in (own, now)
    )
