"""Merges words: those of a sentence, or what a recipe depends on."""

import re
from collections.abc import Sequence

from .blocks import Block, UnclearError
from .sequence import Versions, Ways, merge_sequence
from .threeway import cut

_WORD = re.compile(r"\S+\s*|\s+")
_APART = 3


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


def merge_prose(base: str, ours: str, theirs: str) -> str:
    """Merge sentences by their words, where what each side changed is some words apart."""
    words: list[str] = []
    between, side = _APART, 0
    for chunk in cut(_WORD.findall(base), _WORD.findall(ours), _WORD.findall(theirs)):
        if chunk.is_same:
            between = len(chunk.base)
        elif chunk.outcome is None:
            raise UnclearError
        else:
            other = 1 if chunk.theirs == chunk.base else 2
            if side and other != side and between < _APART:
                raise UnclearError
            side = other
        words += chunk.outcome or ()
    return "".join(words)


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
