"""Splits TOML into its tables and their keys."""

import re
import tomllib
from collections.abc import Sequence

from ..blocks import TOML, Block, UnclearError, end, take_gap
from ..text import split_lines

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?\n?\Z")
_KEY = re.compile(
    r"""\s*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)\s*="""
)


def split_toml(text: str) -> Sequence[Block]:
    """Give the tables, each with its keys as parts; what is above the first one comes first."""
    lines = split_lines(text)
    tables: list[Block] = []
    head, above, name = "", ("", ""), "(top)"
    start = 0
    place = 0
    while True:
        if place < len(lines) and not (header := _HEADER.match(lines[place])):
            place += _count_lines(lines, place)
            continue
        stop = place
        if place < len(lines):
            while stop > start and lines[stop - 1].lstrip().startswith("#"):
                stop -= 1
            while stop > start and not lines[stop - 1].strip():
                stop -= 1
        parts = _split_keys(lines[start:stop])
        if parts or head:
            tables.append(Block(name, head, *above, parts=tuple(parts)))
        if place >= len(lines):
            return tables
        assert header is not None
        alone, *gap = take_gap(lines[stop:place])
        if alone:
            tables += alone
        above, head = (gap[0], gap[1]), lines[place]
        name = f"{header[1]}{header[2]}"
        place += 1
        start = place


def _split_keys(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    place = start = 0
    while place < len(lines):
        if not lines[place].strip() or lines[place].lstrip().startswith("#"):
            place += 1
            continue
        key = _KEY.match(lines[place])
        if not key:
            raise UnclearError
        count = _count_lines(lines, place)
        alone, lead, note = take_gap(lines[start:place])
        text = "".join(lines[place : place + count])
        blocks += [*alone, Block(re.sub(r"\s", "", key[1]), text, lead, note, grammar=TOML)]
        place += count
        start = place
    return [*blocks, *end(lines[start:])]


def _count_lines(lines: list[str], place: int) -> int:
    """Say over how many lines the statement that begins here goes."""
    line = lines[place]
    if not line.strip() or line.lstrip().startswith("#"):
        return 1
    if not any(mark in line for mark in ('"""', "'''", "[", "{")):
        return 1
    text = ""
    for count, line in enumerate(lines[place:], 1):
        text += line
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        return count
    raise UnclearError
