"""Cuts three versions of a sequence into what nobody changed, one side did, or both did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .matching import Pair, match

Pairs = Sequence[Pair]


@dataclass(frozen=True)
class Chunk:
    """The same stretch of three versions."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    is_same: bool = False

    @property
    def outcome(self) -> tuple[str, ...] | None:
        """What the stretch becomes, or None where both sides changed it differently."""
        if self.ours in (self.base, self.theirs):
            return self.theirs
        return self.ours if self.theirs == self.base else None


@dataclass(frozen=True, order=True)
class _Hunk:
    """Where one side differs from the base; `ahead` is how far its numbering is ahead after it."""

    start: int
    end: int
    side: int
    ahead: int


def cut(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Chunk]:
    """Give the chunks of three versions in order; changes that touch each other are in one."""
    return _cut(base, ours, theirs, (match(base, ours), match(base, theirs)), is_close=False)


def cut_closely(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], pairs: tuple[Pairs, Pairs]
) -> Iterator[Chunk]:
    """Give the chunks; only changes of the same things, or at the very same place, are in one."""
    return _cut(base, ours, theirs, pairs, is_close=True)


def _cut(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    pairs: tuple[Pairs, Pairs],
    *,
    is_close: bool,
) -> Iterator[Chunk]:
    hunks = sorted(
        hunk
        for side, (new, matched) in enumerate(zip((ours, theirs), pairs, strict=True))
        for hunk in _list_hunks(len(base), len(new), matched, side)
    )
    place, ahead, number = 0, [0, 0], 0
    while number < len(hunks):
        start, end = hunks[number].start, hunks[number].end
        starts = [start + ahead[0], start + ahead[1]]
        first = number
        while number < len(hunks) and (
            number == first or _meets(hunks[number], start, end, is_close=is_close)
        ):
            end = max(end, hunks[number].end)
            ahead[hunks[number].side] = hunks[number].ahead
            number += 1
        if start > place:
            yield _keep(base[place:start])
        yield Chunk(
            tuple(base[start:end]),
            tuple(ours[starts[0] : end + ahead[0]]),
            tuple(theirs[starts[1] : end + ahead[1]]),
        )
        place = end
    if place < len(base):
        yield _keep(base[place:])


def _meets(hunk: _Hunk, start: int, end: int, *, is_close: bool) -> bool:
    if not is_close:
        return hunk.start <= end
    return hunk.start < end or hunk.start == hunk.end == start == end


def _keep(items: Sequence[str]) -> Chunk:
    same = tuple(items)
    return Chunk(same, same, same, is_same=True)


def _list_hunks(length: int, new_length: int, pairs: Pairs, side: int) -> Iterator[_Hunk]:
    place, other = 0, 0
    for pair in (*pairs, (length, new_length)):
        if pair != (place, other):
            yield _Hunk(place, pair[0], side, pair[1] - pair[0])
        place, other = pair[0] + 1, pair[1] + 1
