"""Reads code in one language or another as text around groups in brackets, whose items commas part."""

import re
from dataclasses import dataclass

from .blocks import UnclearError

_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')'''
    r"|(?P<comment>#[^\n]*)|(?P<space>\s+)|(?P<open>[\[({])|(?P<close>[\])}])|(?P<comma>,)|(?P<other>.)",
    re.DOTALL,
)
_NAMES = re.compile(r"(from [^\n]*? import )([^(\n#\\]+)(\n?)\Z")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
Tokens = list[tuple[str, str]]
Pieces = tuple["str | Group", ...]


@dataclass(frozen=True)
class Item:
    """One item of a group: blank space and comments before it, its pieces, a comment behind it."""

    before: str
    pieces: Pieces
    trail: str = ""
    has_comma: bool = True

    @property
    def text(self) -> str:
        """The item by itself."""
        return write(self.pieces)


@dataclass(frozen=True)
class Group:
    """Items in brackets; the brackets of imported names can be left out."""

    open: str
    items: tuple[Item, ...]
    close: str
    last: str = ""
    has_comma: bool = False

    @property
    def text(self) -> str:
        """The group as it stands in a file."""
        parts = [self.open]
        for number, item in enumerate(self.items, 1):
            is_parted = item.has_comma and (number < len(self.items) or self.has_comma)
            comma = "," if is_parted else ""
            parts += [item.before, item.text, comma, item.trail]
        return "".join([*parts, self.last, self.close])


def write(pieces: Pieces) -> str:
    """Give the text of pieces."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def read(text: str) -> Pieces:
    """Give the pieces of a text. Raises UnclearError unless they give the very same text again."""
    if names := _NAMES.fullmatch(text):
        pieces: Pieces = (names[1], _read_names(names[2]), names[3])
    else:
        tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(text)]
        pieces, place = _read_pieces(tokens, 0, "")
        if place < len(tokens):
            raise UnclearError
    if write(pieces) != text:
        raise UnclearError
    return pieces


def _read_names(text: str) -> Group:
    names = text.split(",")
    items = tuple(Item(name[: len(name) - len(name.lstrip())], (name.strip(),)) for name in names)
    return Group("", items, "")


def _read_pieces(tokens: Tokens, place: int, close: str) -> tuple[Pieces, int]:
    """Read up to a comma or bracket that is not inside of a group."""
    pieces: list[str | Group] = []
    raw = ""
    while place < len(tokens):
        kind, text = tokens[place]
        if close and kind in {"comma", "close"}:
            break
        if kind == "close" or (close and kind == "comment"):
            raise UnclearError
        if kind == "open":
            group, place = _read_group(tokens, place)
            pieces += [raw, group]
            raw = ""
        else:
            raw += text
            place += 1
    return (*pieces, raw), place


def _read_group(tokens: Tokens, place: int) -> tuple[Group, int]:
    open_ = tokens[place][1]
    close = _PAIRS[open_]
    place += 1
    items: list[Item] = []
    has_comma = False
    while True:
        before, place = _take(tokens, place, {"space", "comment"})
        if place >= len(tokens):
            raise UnclearError
        if tokens[place] == ("close", close):
            return Group(open_, tuple(items), close, before, has_comma), place + 1
        pieces, place = _read_pieces(tokens, place, close)
        if place >= len(tokens) or not write(pieces):
            raise UnclearError
        rest = ""
        if isinstance(last := pieces[-1], str):
            pieces = (*pieces[:-1], last.rstrip())
            rest = last[len(last.rstrip()) :]
        has_comma = tokens[place][0] == "comma"
        if not has_comma:
            items.append(Item(before, pieces))
            if tokens[place] != ("close", close):
                raise UnclearError
            return Group(open_, tuple(items), close, rest), place + 1
        trail, place = _take_trail(tokens, place + 1)
        items.append(Item(before, pieces, trail))


def _take(tokens: Tokens, place: int, kinds: set[str]) -> tuple[str, int]:
    start = place
    while place < len(tokens) and tokens[place][0] in kinds:
        place += 1
    return "".join(text for _, text in tokens[start:place]), place


def _take_trail(tokens: Tokens, place: int) -> tuple[str, int]:
    """Take a comment on the same line."""
    ahead = tokens[place : place + 2]
    if [kind for kind, _ in ahead] == ["space", "comment"] and "\n" not in ahead[0][1]:
        return ahead[0][1] + ahead[1][1], place + 2
    return "", place
