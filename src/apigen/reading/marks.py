"""Tells from a file's text alone whether it can matter, so that few have to be parsed."""

import re
from dataclasses import dataclass

from .files import Files
from .wiring import ADDERS, DECORATORS

_ADDERS = tuple(f".{name}(".encode() for name in sorted(ADDERS))
_APP = re.compile(rb"(?:FastAPI|Flask)\s*(?:\(|\):|as\b)")
_DECORATED = re.compile(rb"@[ \t]*([\w.]+)\.(\w+)\(")
_NAMES = frozenset(name.encode() for name in DECORATORS)
_MAKERS = (b"Router(", b"Blueprint(")
_NAMED = re.compile(rb"(\w+)\s*(?::[^=]+)?=\s*[\w.]*")
_PREFIX = re.compile(rb"\w+\((?:[^()]|\([^()]*\))*?\b(?:url_)?prefix\s*=\s*[\"']([^\"'\n]*)[\"']")


@dataclass(frozen=True)
class Made:
    """A router that a text makes: its variable, and its prefix if that is plain text."""

    name: bytes
    prefix: bytes | None


def sort_files(files: Files) -> tuple[list[str], list[str]]:
    """Give the files that register routers or make applications, and those that have routes only."""
    seams: list[str] = []
    leaves: list[str] = []
    for path in files.modules:
        data = files.read(path)
        if data is None:
            continue
        if (
            b"include_router(" in data
            or b"register_blueprint(" in data
            or b".mount(" in data
            or makes_app(data)
            or (b".add_" in data and any(mark in data for mark in _ADDERS))
        ):
            seams.append(path)
        elif b"@" in data:
            owners = {owner for owner, name in _DECORATED.findall(data) if name in _NAMES}
            if owners:
                is_leaf = owners <= {made.name for made in find_made(data)}
                (leaves if is_leaf else seams).append(path)
    return seams, leaves


def makes_app(data: bytes) -> bool:
    """Whether a text may call what makes an application."""
    return (b"FastAPI" in data or b"Flask" in data) and _APP.search(data) is not None


def find_made(data: bytes) -> list[Made]:
    """Give the routers that a text makes, one for each call."""
    found: list[Made] = []
    for mark in _MAKERS:
        place = data.find(mark)
        while place >= 0:
            named = _NAMED.fullmatch(data, data.rfind(b"\n", 0, place) + 1, place)
            prefix = _PREFIX.match(data, place)
            found.append(Made(named[1] if named else b"", prefix[1] if prefix else None))
            place = data.find(mark, place + 1)
    return found
