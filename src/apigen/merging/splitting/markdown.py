"""Splits Markdown into sections, paragraphs, list items, rows of tables and lines of code."""

import re
from collections.abc import Iterator, Sequence

from ..blocks import PROSE, Block, end
from ..text import split_lines

_HEADING = re.compile(r"(#{1,6}) +(.*)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)]) +")


def split_markdown(text: str) -> Sequence[Block]:
    """Give what is above the first heading, and the sections, those inside of others as their parts."""
    lines = split_lines(text)
    paragraphs, rest = _list_paragraphs(lines)
    blocks, _ = _nest(paragraphs, 0, 0)
    return [*blocks, *end(rest)]


def _nest(paragraphs: list[Block], place: int, level: int) -> tuple[list[Block], int]:
    blocks: list[Block] = []
    while place < len(paragraphs):
        block = paragraphs[place]
        heading = _HEADING.match(block.head) if block.parts is None else None
        if not heading:
            blocks.append(block)
            place += 1
            continue
        if len(heading[1]) <= level:
            break
        inner, place = _nest(paragraphs, place + 1, len(heading[1]))
        blocks.append(Block(f"# {heading[2].strip()}", block.head, block.lead, parts=tuple(inner)))
    return blocks, place


def _list_paragraphs(lines: list[str]) -> tuple[list[Block], list[str]]:
    """Give what stands between blank lines, and the blank lines at the end."""
    blocks: list[Block] = []
    lead: list[str] = []
    place = 0
    while place < len(lines):
        if not lines[place].strip():
            lead.append(lines[place])
            place += 1
            continue
        stop = _find_end(lines, place)
        blocks.append(_make(lines[place:stop], "".join(lead)))
        lead = []
        place = stop
    return blocks, lead


def _find_end(lines: list[str], place: int) -> int:
    if _HEADING.match(lines[place]):
        return place + 1
    if fence := _FENCE.match(lines[place]):
        for stop in range(place + 1, len(lines)):
            if lines[stop].strip() == fence[1]:
                return stop + 1
        return len(lines)
    stop = place + 1
    while stop < len(lines) and lines[stop].strip():
        if _HEADING.match(lines[stop]) or _FENCE.match(lines[stop]):
            break
        stop += 1
    return stop


def _make(lines: list[str], lead: str) -> Block:
    text = "".join(lines)
    if _FENCE.match(lines[0]) and len(lines) > 1:
        parts = tuple(Block(line, line, is_firm=False) for line in lines[1:-1])
        return Block(text, lines[0], lead, parts=parts, foot=lines[-1], is_firm=False)
    if len(lines) > 1 and lines[0].startswith("|") and set(lines[1].strip()) <= set("|-: "):
        rows = tuple(_make_row(line) for line in lines[2:])
        return Block(f"table {lines[0]}", "".join(lines[:2]), lead, parts=rows)
    if _ITEM.match(lines[0]):
        return Block(text, "", lead, parts=tuple(_list_items(lines)), is_firm=False)
    return Block(text, text, lead, is_firm=False, grammar=PROSE)


def _make_row(line: str) -> Block:
    cells = line.split("|")
    is_row = len(cells) > 2
    return Block(cells[1].strip() if is_row else line, line, is_firm=is_row, grammar=PROSE)


def _list_items(lines: list[str]) -> Iterator[Block]:
    starts = [number for number, line in enumerate(lines) if _ITEM.match(line)]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        text = "".join(lines[start:stop])
        yield Block(text, text, is_firm=False, grammar=PROSE)
