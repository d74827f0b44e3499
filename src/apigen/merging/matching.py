"""Finds what two sequences have in common, as a reader would: by what occurs once, then by length."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Pair = tuple[int, int]
# Beyond it, stretches without anything unique in common count as different throughout.
_MOST_CELLS = 1_000_000


def match(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give the positions of what is the same in both, each side's rising.

    What could be matched in several places is matched as early as possible.
    """
    pairs: list[Pair] = []
    spans = [(0, len(old), 0, len(new))]
    while spans:
        start, end, from_, to = spans.pop()
        while start < end and from_ < to and old[start] == new[from_]:
            pairs.append((start, from_))
            start, from_ = start + 1, from_ + 1
        while start < end and from_ < to and old[end - 1] == new[to - 1]:
            end, to = end - 1, to - 1
            pairs.append((end, to))
        if start == end or from_ == to:
            continue
        anchors = _find_anchors(old, new, start, end, from_, to)
        if not anchors:
            pairs += _match_longest(old, new, start, end, from_, to)
            continue
        for place, other in (*anchors, (end, to)):
            spans.append((start, place, from_, other))
            start, from_ = place, other
    return sorted(pairs)


def _find_anchors(
    old: Sequence[str], new: Sequence[str], start: int, end: int, from_: int, to: int
) -> list[Pair]:
    """Give the longest rising run of what occurs once in each stretch, by patience sorting."""
    places = _find_unique(old, start, end)
    others = _find_unique(new, from_, to)
    common = [(place, others[text]) for text, place in places.items() if text in others]
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(common):
        pile = bisect_left(tops, other)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [other]
        piles[pile : pile + 1] = [number]
    run = []
    number = piles[-1] if piles else -1
    while number >= 0:
        run.append(common[number])
        number = before[number]
    # What stands right at the start matches nothing new, and the stretch would stay as long.
    return run[::-1]


def _find_unique(items: Sequence[str], start: int, end: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for place in range(start, end):
        text = items[place]
        places[text] = -1 if text in places else place
    return {text: place for text, place in places.items() if place >= 0}


def _match_longest(
    old: Sequence[str], new: Sequence[str], start: int, end: int, from_: int, to: int
) -> Iterator[Pair]:
    """Give a longest common subsequence of two stretches."""
    width = to - from_
    if (end - start) * width > _MOST_CELLS:
        return
    # lengths[i][j]: of the longest one of what follows i and j.
    lengths = [[0] * (width + 1)]
    for place in range(end - 1, start - 1, -1):
        below, row = lengths[-1], [0] * (width + 1)
        text = old[place]
        for other in range(width - 1, -1, -1):
            row[other] = (
                below[other + 1] + 1
                if text == new[from_ + other]
                else max(below[other], row[other + 1])
            )
        lengths.append(row)
    lengths.reverse()
    row_number, other = 0, 0
    while row_number < end - start and other < width:
        if old[start + row_number] == new[from_ + other]:
            yield start + row_number, from_ + other
            row_number, other = row_number + 1, other + 1
        elif lengths[row_number + 1][other] >= lengths[row_number][other + 1]:
            row_number += 1
        else:
            other += 1
