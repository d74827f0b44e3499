"""A file as an ordered tree of blocks: each has a name among its siblings, and its exact text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

# What is inside of a block's own lines, for those who merge these.
PYTHON = "python"
TOML = "toml"
JSON = "json"
YAML = "yaml"
WORDS = "words"
PROSE = "prose"


class UnclearError(Exception):
    """The structure of a text cannot be told, or what two sides did to it does not fit together."""


@dataclass(frozen=True)
class Block:
    """A piece of a file: blank lines, comments right above it, and its own text.

    A block with parts has its text around them: `head` before, `foot` after. `is_firm` tells whether
    its key is a name that stays when the rest changes; else a changed block has another key.
    `order` is where it belongs among siblings that are sorted. Nothing may be put after one that
    `is_last`. An item of a YAML sequence has its dash in column `dash`, which its parts leave blank.
    """

    key: str
    head: str = ""
    lead: str = ""
    note: str = ""
    parts: tuple["Block", ...] | None = None
    foot: str = ""
    is_firm: bool = True
    is_last: bool = False
    dash: int = -1
    grammar: str = ""
    order: Any = field(default=None, compare=False)

    @property
    def own(self) -> str:
        """The text without blank lines and comments above it."""
        text = self.head + join(self.parts or ()) + self.foot
        if self.dash >= 0:
            text = f"{text[: self.dash]}-{text[self.dash + 1 :]}"
        return text

    @property
    def body(self) -> str:
        """The text without the blank lines above it."""
        return self.note + self.own

    @property
    def text(self) -> str:
        """All of the text."""
        return self.lead + self.body


def join(blocks: Iterable[Block]) -> str:
    """Give the text of blocks that follow each other."""
    return "".join(block.text for block in blocks)


def number(blocks: Sequence[Block]) -> dict[str, Block]:
    """Give each block by its key; of several with one key, the later ones by a numbered one."""
    found: dict[str, Block] = {}
    seen: dict[str, int] = {}
    for block in blocks:
        seen[block.key] = count = seen.get(block.key, 0) + 1
        found[block.key if count == 1 else f"{block.key}\0{count}"] = block
    return found


def take_gap(lines: Sequence[str], mark: str = "#") -> tuple[list[Block], str, str]:
    """Take blank lines and comments apart, which come before a block.

    Gives the comments that stand by themselves, then the blank lines and comments that belong to
    the block.
    """
    alone: list[Block] = []
    lead = note = ""
    for line in lines:
        if line.strip():
            note += line
            continue
        if note:
            alone.append(Block(f"# {note}", note, lead, is_firm=False))
            lead = note = ""
        lead += line
    return alone, lead, note


def end(lines: Sequence[str], name: str = "end") -> list[Block]:
    """Give the blocks of what follows the last one: comments, and blank lines."""
    alone, lead, note = take_gap(lines)
    if note:
        alone.append(Block(f"# {note}", note, lead, is_firm=False))
    elif lead:
        alone.append(Block(f"({name})", "", lead))
    return alone
