"""Reads Python source without losing a byte, so that it can be edited where its syntax tree says."""

import ast
import io
import re
import tokenize
import warnings
from bisect import bisect_right
from dataclasses import dataclass, field

BOM = "\ufeff"

_NEWLINE = re.compile(r"\r\n|\r|\n")
_NEWLINE_BYTES = re.compile(rb"\r\n|\r|\n")
_ENCODINGS = re.compile(r"utf-?8(-sig)?|(us-)?ascii|iso-?8859-?\d+|latin-?\d+|(windows-?|cp)125\d")
_MARKERS = ("<<<<<<< ", "=======", ">>>>>>> ")


@dataclass(frozen=True)
class Unreadable:
    """A file that is not edited, and why: a clause that begins with `it`."""

    reason: str


@dataclass(frozen=True)
class Source:
    """The text of a module, byte order mark and newlines included, with its syntax tree.

    `name` is the path that people are shown. `starts` holds the offset at which each line begins;
    lines end only where Python says that they do, not at form feeds.
    """

    name: str
    text: str
    encoding: str
    tree: ast.Module
    newline: str
    starts: tuple[int, ...] = field(repr=False)

    def find_offset(self, line: int, column: int) -> int:
        """Turn a line, counted from 1, and a column in bytes of UTF-8 into an offset."""
        start = self.starts[line - 1]
        piece = self.text[start : start + column]
        if piece.isascii():
            return start + column
        return start + len(piece.encode()[:column].decode(errors="ignore"))

    def start_of(self, node: ast.stmt | ast.expr | ast.alias) -> int:
        """Give the offset at which `node` begins."""
        return self.find_offset(node.lineno, node.col_offset)

    def end_of(self, node: ast.stmt | ast.expr | ast.alias) -> int:
        """Give the offset at which `node` ends."""
        return self.find_offset(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def text_of(self, node: ast.stmt | ast.expr | ast.alias) -> str:
        """Give the text of `node` as it is written."""
        return self.text[self.start_of(node) : self.end_of(node)]

    def line_at(self, offset: int) -> int:
        """Give the line, counted from 1, that `offset` is on."""
        return max(1, bisect_right(self.starts, offset))

    def end_of_line(self, line: int) -> int:
        """Give the offset after the last character of a line, before its newline."""
        found = _NEWLINE.search(self.text, self.starts[line - 1])
        return found.start() if found else len(self.text)

    def newline_of(self, line: int) -> str:
        """Give the newline with which a line ends; that of the line before at the file's end."""
        found = _NEWLINE.match(self.text, self.end_of_line(line))
        if found:
            return found[0]
        return self.newline if line == 1 else self.newline_of(line - 1)

    def indentation_of(self, line: int) -> str:
        """Give the white space with which a line begins, from its last form feed on."""
        found = re.compile(r"[ \t\f]*").match(self.text, self.starts[line - 1])
        return found[0].rpartition("\f")[2] if found else ""

    def encode(self, text: str) -> bytes:
        """Turn text into the bytes that the file has for it. Raises UnicodeEncodeError."""
        return text.encode(self.encoding)


def read_source(name: str, data: bytes) -> Source | Unreadable:
    """Decode and parse a file, or say why it is not edited; nothing in it is executed."""
    decoded = _decode(data)
    if isinstance(decoded, Unreadable):
        return decoded
    text, encoding = decoded
    if "\0" in text:
        return Unreadable("it holds a null byte")
    first = 1 if text.startswith(BOM) else 0
    starts = (first, *(found.end() for found in _NEWLINE.finditer(text)))
    if line := _find_conflict(text, starts):
        return Unreadable(f"it has conflict markers at line {line}")
    tree = _parse(text[first:])
    if isinstance(tree, Unreadable):
        return tree
    newline = _NEWLINE.search(text)
    return Source(name, text, encoding, tree, newline[0] if newline else "\n", starts)


def _decode(data: bytes) -> tuple[str, str] | Unreadable:
    """Decode as Python does, and keep the byte order mark."""
    head = b"".join(line + b"\n" for line in _NEWLINE_BYTES.split(data, 2)[:2])
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(head).readline)[0]
    except SyntaxError:
        return Unreadable("it is not in the encoding that it says, or in UTF-8 when it says none")
    if not _ENCODINGS.fullmatch(encoding.lower().replace("_", "-")):
        return Unreadable("it is written in an encoding that is not edited")
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding
    try:
        text = data.decode(encoding)
        is_same = text.encode(encoding) == data
    except (UnicodeError, LookupError):
        return Unreadable(f"it is not valid {encoding.upper()}")
    return (text, encoding) if is_same else Unreadable(f"it is not valid {encoding.upper()}")


def _find_conflict(text: str, starts: tuple[int, ...]) -> int:
    """Give the line of a merge's first conflict marker, or 0 when there is none."""
    if any(marker not in text for marker in _MARKERS):
        return 0
    wanted = iter(_MARKERS)
    marker, first = next(wanted), 0
    for line, start in enumerate(starts, start=1):
        if text.startswith(marker, start):
            first = first or line
            marker = next(wanted, "")
            if not marker:
                return first
    return 0


def _parse(text: str) -> ast.Module | Unreadable:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        line = f" at line {error.lineno}" if error.lineno else ""
        return Unreadable(f"it has a syntax error{line}")
    except (RecursionError, MemoryError):
        return Unreadable("it is nested too deeply to be read")
    except ValueError:
        return Unreadable("it holds something that Python cannot read")
