"""Merges words with blanks between them, such as what a recipe depends on."""

from collections.abc import Sequence

from .blocks import Block, UnclearError
from .sequence import Versions, Ways, merge_sequence


def merge_words(base: str, ours: str, theirs: str) -> str:
    """Merge words with one blank between them; those before a colon are one."""
    versions = []
    for text in (base, ours, theirs):
        head, colon, rest = text.rstrip("\n").rpartition(":")
        versions.append(
            [Block("(head)", head + colon), *(Block(word, word) for word in rest.split())]
        )
        if "".join((head, colon, *(f" {word}" for word in rest.split()), "\n")) != text:
            raise UnclearError
    ways = Ways(_meet_words, choose_single, _may_join)
    blocks = merge_sequence(versions[0], versions[1], versions[2], ways)
    return f"{' '.join(block.head for block in blocks)}\n"


def _meet_words(versions: Versions) -> Block | None:
    base, ours, theirs = versions
    if ours == base or theirs == base:
        return theirs if ours == base else ours
    if ours == theirs:
        return ours
    raise UnclearError


def choose_single(base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> Block:
    """Give the one that a single side put into the place of another."""
    versions = (base, ours, theirs)
    if any(len(blocks) != 1 for blocks in versions):
        raise UnclearError
    if ours[0] != base[0] and theirs[0] != base[0]:
        raise UnclearError
    return theirs[0] if ours[0] == base[0] else ours[0]


def _may_join(*_: Sequence[Block]) -> bool:
    return True
