"""What a migration file says of itself, told from its text."""

import ast
import re
from dataclasses import dataclass

from .files import parse_python

_LINE = re.compile(
    rb"^(revision|down_revision)[ \t]*(?::[^=\r\n]*)?=[ \t]*"
    rb"(None|\"[^\"\\\r\n]*\"|'[^'\\\r\n]*')[ \t]*(?:#[^\r\n]*)?$",
    re.MULTILINE,
)
_NAMES = ("revision", "down_revision")


@dataclass(frozen=True)
class Revision:
    """One migration, and those that it stands on."""

    id: str
    down: tuple[str, ...]
    file: str


def read_revision(path: str, data: bytes) -> Revision | str | None:
    """Give what a file of the versions folder is; text says what is wrong with it.

    None for a module without a revision, which Alembic ignores too.
    """
    if b"<<<<<<<" in data and re.search(rb"^<{7} ", data, re.MULTILINE):
        return "it has the marks of an unfinished merge"
    data = data.replace(b"\r", b"")
    if b"revision" not in data:
        return None
    found = _LINE.findall(data)
    if len(found) == 2 and {name.decode() for name, _ in found} == set(_NAMES):
        texts = {name: value[1:-1] for name, value in found if value != b"None"}
        if b"revision" in texts:
            down = texts.get(b"down_revision")
            parents = () if down is None else (down.decode(errors="replace"),)
            return Revision(texts[b"revision"].decode(errors="replace"), parents, path)
    return _parse_revision(path, data)


def _parse_revision(path: str, data: bytes) -> Revision | str | None:
    tree = parse_python(data)
    if tree is None:
        return "it is not valid Python"
    values: dict[str, ast.expr] = {}
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                values[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                values[name] = value
    if "revision" not in values:
        return None
    if "down_revision" not in values:
        return "it does not say its down_revision"
    try:
        revision = ast.literal_eval(values["revision"])
        down = ast.literal_eval(values["down_revision"])
    except (ValueError, TypeError, RecursionError, MemoryError):
        return "its revision is not written as plain text"
    parents = () if down is None else (down,) if isinstance(down, str) else down
    is_known = isinstance(revision, str) and isinstance(parents, tuple | list)
    if not is_known or not all(isinstance(parent, str) for parent in parents):
        return "its revision is not written as plain text"
    return Revision(revision, tuple(parents), path)
