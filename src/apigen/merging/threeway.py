"""Cuts three versions of a sequence into what nobody changed, one side did, or both did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .matching import match

Span = tuple[int, int]


@dataclass(frozen=True)
class Chunk:
    """The same stretch of three versions."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def outcome(self) -> tuple[str, ...] | None:
        """What the stretch becomes, or None where both sides changed it differently."""
        if self.ours in (self.base, self.theirs):
            return self.theirs
        return self.ours if self.theirs == self.base else None


def cut(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Chunk]:
    """Give the chunks of three versions in order; changes that touch each other are in one."""
    hunks = sorted(
        [(*hunk, 0) for hunk in _list_hunks(base, ours)]
        + [(*hunk, 1) for hunk in _list_hunks(base, theirs)]
    )
    done = [0, 0, 0]
    number = 0
    while number < len(hunks):
        start, end = hunks[number][0], hunks[number][1]
        # How far each side's own numbering is ahead of the base's, before and after the stretch.
        ends = [done[1] - done[0], done[2] - done[0]]
        starts = [start + ends[0], start + ends[1]]
        while number < len(hunks) and hunks[number][0] <= end:
            hunk = hunks[number]
            end = max(end, hunk[1])
            ends[hunk[4]] = hunk[3] - hunk[1]
            number += 1
        if start > done[0]:
            same = tuple(base[done[0] : start])
            yield Chunk(same, same, same)
        reached = [end, end + ends[0], end + ends[1]]
        yield Chunk(
            tuple(base[start:end]),
            tuple(ours[starts[0] : reached[1]]),
            tuple(theirs[starts[1] : reached[2]]),
        )
        done = reached
    if done[0] < len(base):
        same = tuple(base[done[0] :])
        yield Chunk(same, same, same)


def _list_hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Give where the two differ: start and end in the old one, start and end in the new one."""
    place, other = 0, 0
    for pair in (*match(old, new), (len(old), len(new))):
        if pair != (place, other):
            yield place, pair[0], other, pair[1]
        place, other = pair[0] + 1, pair[1] + 1
