"""Splits YAML into the entries of its mappings and sequences, by their indentation."""

import re
from collections.abc import Sequence

from ..blocks import YAML, Block, UnclearError, end, take_gap
from ..text import split_lines

_KEY = re.compile(
    r"""\ *(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s\#&*!|>'"%@`\[\]{},?-][^\n\#]*?|-[^\s\n][^\n\#]*?):(?=\s|\Z)(?P<rest>[^\n]*)"""
)
_HOLDS_MORE = re.compile(r"\s*(?:[&!]\S+\s*)*(?:#.*)?\Z")
_NAMES = frozenset(
    {"name", "id", "key", "package-ecosystem", "repo", "uses", "host", "containerPort"}
)
_VARIABLE = re.compile(r"""["']?([A-Za-z_]\w*)=""")


def split_yaml(text: str) -> Sequence[Block]:
    """Give the entries; of several documents, each with its entries as parts."""
    lines = split_lines(text)
    starts = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if not starts:
        return _split_entries(lines)
    blocks: list[Block] = []
    top = lines[: starts[0]]
    if any(line.strip() and not line.startswith("#") for line in top):
        parts = _split_entries(top)
        blocks.append(Block(_name_document(top), parts=tuple(parts)))
    else:
        blocks += end(top, "top")
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        inner = lines[start + 1 : stop]
        parts = _split_entries(inner)
        blocks.append(Block(_name_document(inner), lines[start], parts=tuple(parts)))
    return blocks


def _name_document(lines: Sequence[str]) -> str:
    found = (re.match(r"kind:|  name:", line) and line.strip() for line in lines)
    return f"--- {' '.join(line for line in found if line)}"


def _measure(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _split_entries(lines: list[str]) -> list[Block]:
    """Give the entries of one mapping or sequence."""
    first = next((line for line in lines if _is_content(line)), None)
    if first is None:
        return end(lines)
    column = _measure(first)
    is_sequence = first[column:].startswith(("- ", "-\n"))
    starts = [
        number
        for number, line in enumerate(lines)
        if _is_content(line)
        and _measure(line) <= column
        and (is_sequence or not line[column:].startswith(("- ", "-\n")))
    ]
    blocks: list[Block] = []
    place = 0
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        has_dash = lines[start][column:].startswith(("- ", "-\n"))
        if _measure(lines[start]) < column or has_dash != is_sequence:
            raise UnclearError
        stop = start + 1
        for number in range(start + 1, following):
            line = lines[number]
            if line.strip() and (_is_content(line) or _measure(line) > column):
                stop = number + 1
        alone, lead, note = take_gap(lines[place:start])
        make = _make_item if is_sequence else _make_entry
        blocks += [*alone, make(lines[start:stop], column, lead, note)]
        place = stop
    return [*blocks, *end(lines[place:])]


def _make_entry(lines: list[str], column: int, lead: str, note: str) -> Block:
    found = _KEY.match(lines[0])
    if not found:
        raise UnclearError
    key = found["key"].strip("\"'")
    if len(lines) > 1 and _HOLDS_MORE.match(found["rest"]):
        try:
            parts = _split_entries(lines[1:])
            return Block(key, lines[0], lead, note, tuple(parts))
        except UnclearError:
            pass
    grammar = YAML if len(lines) == 1 else ""
    return Block(key, "".join(lines), lead, note, grammar=grammar)


def _make_item(lines: list[str], column: int, lead: str, note: str) -> Block:
    blanked = [f"{lines[0][:column]} {lines[0][column + 1 :]}", *lines[1:]]
    text = blanked[0].strip()
    if _KEY.match(blanked[0]) and not text.startswith("- "):
        try:
            parts = _split_entries(blanked)
        except UnclearError:
            parts = []
        names = [part for part in parts if part.key in _NAMES and part.parts is None]
        if parts:
            known = names or parts[:1]
            key = known[0].own.partition("@")[0].strip() if names else known[0].own.strip()
            return Block(f"- {key}", "", lead, note, tuple(parts), is_firm=bool(names), dash=column)
    variable = _VARIABLE.match(text)
    key = f"- {variable[1]}=" if variable else f"- {''.join(lines).strip()}"
    grammar = YAML if len(lines) == 1 else ""
    return Block(key, "".join(lines), lead, note, is_firm=bool(variable), grammar=grammar)
