"""Splits files whose lines or paragraphs each say one thing: settings, ignored files, recipes, images."""

import re
from collections.abc import Sequence

from ..blocks import WORDS, Block, end, take_gap
from ..text import split_lines

_VARIABLE = re.compile(r"(?:export\s+)?([A-Za-z_]\w*)\s*=|#\s?([A-Z][A-Z0-9_]*)=")
_RECIPE = re.compile(r"@?([A-Za-z_][\w-]*)(?:\s+[^:=\n]*)?:(?!=)")
_ASSIGNMENT = re.compile(r"(?:export\s+)?([A-Za-z_][\w-]*)\s*:=|(set\s+[\w-]+)|(alias\s+[\w-]+)")
_INSTRUCTION = re.compile(r"([A-Z]+)\s+(\S*)")


def split_variables(text: str) -> Sequence[Block]:
    """Give the variables of a .env file; one that is commented out is one, too."""
    blocks: list[Block] = []
    gap: list[str] = []
    for line in split_lines(text):
        found = _VARIABLE.match(line)
        if not found and (not line.strip() or line.startswith("#")):
            gap.append(line)
            continue
        alone, lead, note = take_gap(gap)
        key = (found[1] or found[2]) if found else line
        blocks += [*alone, Block(key, line, lead, note, is_firm=bool(found))]
        gap = []
    return [*blocks, *end(gap)]


def split_patterns(text: str) -> Sequence[Block]:
    """Give the patterns of ignored files."""
    blocks: list[Block] = []
    gap: list[str] = []
    for line in split_lines(text):
        if not line.strip() or line.startswith("#"):
            gap.append(line)
            continue
        alone, lead, note = take_gap(gap)
        blocks += [*alone, Block(line.strip(), line, lead, note)]
        gap = []
    return [*blocks, *end(gap)]


def split_recipes(text: str) -> Sequence[Block]:
    """Give the recipes and settings of a justfile."""
    lines = split_lines(text)
    blocks: list[Block] = []
    start = place = 0
    while place < len(lines):
        line = lines[place]
        if not line.strip() or line.startswith("#"):
            place += 1
            continue
        stop = place + 1
        while stop < len(lines) and (not lines[stop].strip() or lines[stop][0] in " \t"):
            stop += 1
        while not lines[stop - 1].strip():
            stop -= 1
        alone, lead, note = take_gap(lines[start:place])
        recipe, setting = _RECIPE.match(line), _ASSIGNMENT.match(line)
        body = "".join(lines[place + 1 : stop])
        if recipe:
            head = Block("(head)", line, grammar=WORDS)
            parts = (head, Block("(body)", body)) if body else (head,)
            block = Block(recipe[1], "", lead, note, parts)
        else:
            name = next(filter(None, setting.groups())) if setting else line
            block = Block(name, line + body, lead, note, is_firm=bool(setting))
        blocks += [*alone, block]
        start = place = stop
    return [*blocks, *end(lines[start:])]


def split_instructions(text: str) -> Sequence[Block]:
    """Give the instructions of a Dockerfile, those of a stage as its parts."""
    lines = split_lines(text)
    stages: list[tuple[Block, list[Block]]] = []
    blocks: list[Block] = []
    top = blocks
    start = place = 0
    while place < len(lines):
        line = lines[place]
        if not line.strip() or line.lstrip().startswith("#"):
            place += 1
            continue
        stop = place + 1
        while stop < len(lines) and (
            lines[stop - 1].rstrip().endswith("\\") or lines[stop - 1].lstrip().startswith("#")
        ):
            stop += 1
        alone, lead, note = take_gap(lines[start:place])
        blocks += alone
        block = _make_instruction("".join(lines[place:stop]), lead, note)
        if block.key.startswith("FROM "):
            blocks = []
            stages.append((block, blocks))
        else:
            blocks.append(block)
        start = place = stop
    blocks += end(lines[start:])
    return [*top, *(_fill(stage, parts) for stage, parts in stages)]


def _fill(stage: Block, parts: Sequence[Block]) -> Block:
    head = Block("(from)", stage.head)
    return Block(stage.key, "", stage.lead, stage.note, (head, *parts))


def _make_instruction(text: str, lead: str, note: str) -> Block:
    found = _INSTRUCTION.match(text)
    name = found[1] if found else ""
    if name == "FROM":
        return Block(f"FROM {text.split()[-1] if ' AS ' in text.upper() else ''}", text, lead, note)
    if name in {"WORKDIR", "USER", "EXPOSE", "CMD", "ENTRYPOINT", "HEALTHCHECK"}:
        return Block(name, text, lead, note)
    return Block(text, text, lead, note, is_firm=False)
