"""Merges lines of text; what both sides changed differently stands between markers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .matching import match
from .threeway import Chunk, cut

OURS = "<<<<<<< yours\n"
BASE = "||||||| before\n"
MIDDLE = "=======\n"
THEIRS = ">>>>>>> apigen\n"


@dataclass(frozen=True)
class Merged:
    """Merged text, and how many places of it stand between markers."""

    text: str
    conflicts: int = 0


def split_lines(text: str) -> list[str]:
    """Give the lines of a text with their ends: those of files, not what else Unicode breaks at."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def merge_text(base: str, ours: str, theirs: str) -> Merged:
    """Merge three versions of a text by their lines."""
    parts: list[str] = []
    conflicts = 0
    for chunk in cut(split_lines(base), split_lines(ours), split_lines(theirs)):
        outcome = chunk.outcome
        if outcome is None:
            conflicts += 1
            outcome = tuple(mark(chunk))
        parts += outcome
    return Merged("".join(parts), conflicts)


def mark_all(base: str, ours: str, theirs: str) -> Merged:
    """Put everything that apigen changed between markers, beside what the owner has there."""
    parts: list[str] = []
    conflicts = 0
    for chunk in cut(split_lines(base), split_lines(ours), split_lines(theirs)):
        is_open = chunk.theirs not in (chunk.base, chunk.ours)
        conflicts += is_open
        parts += mark(chunk) if is_open else chunk.ours
    return Merged("".join(parts), conflicts)


def mark_both(ours: str, theirs: str) -> Merged:
    """Put two files between markers, each place by itself where most lines are the same."""
    own, now = split_lines(ours), split_lines(theirs)
    common = [own[place] for place, _ in match(own, now)]
    if 2 * len(common) < max(len(own), len(now)):
        return Merged("".join(mark(Chunk((), tuple(own), tuple(now)))), 1)
    parts: list[str] = []
    conflicts = 0
    for chunk in cut(common, own, now):
        conflicts += not chunk.is_same
        parts += chunk.base if chunk.is_same else mark(Chunk((), chunk.ours, chunk.theirs))
    return Merged("".join(parts), conflicts)


def mark(chunk: Chunk) -> Iterator[str]:
    """Give all three versions between markers, without the lines that both sides begin or end with."""
    start = _count_same(chunk.ours, chunk.theirs)
    ours, theirs = chunk.ours[start:], chunk.theirs[start:]
    end = _count_same(ours[::-1], theirs[::-1])
    yield from chunk.ours[:start]
    yield OURS
    yield from _end(ours[: len(ours) - end])
    yield BASE
    yield from _end(chunk.base)
    yield MIDDLE
    yield from _end(theirs[: len(theirs) - end])
    yield THEIRS
    yield from ours[len(ours) - end :]


def _count_same(ours: Sequence[str], theirs: Sequence[str]) -> int:
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(ours), len(theirs)))


def _end(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines, the last one with an end even where a file has none."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n"
