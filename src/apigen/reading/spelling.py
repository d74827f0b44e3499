"""How the two frameworks put a path together, and how one path is told from another."""

import re
from functools import lru_cache

from .texts import UNKNOWN

_CONVERTED = re.compile(r"<(?:([^<>:]*):)?([^<>]*)>")
_PARAMETER = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_PATTERNS = {
    "path": ".*",
    "int": "[0-9]+",
    "float": r"[0-9]+(?:\.[0-9]+)?",
    "uuid": "[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}",
}
_ANY_VALUE = "\0"  # no converter but those for text takes it
_MOST_PARAMETERS = 20
_LONGEST = 2_000


def join_prefixes(
    framework: str, outer: str | None, given: str | None, own: str | None
) -> str | None:
    """Give the prefix of a router that is registered with `given` on one that has `outer`.

    None is a prefix that is not there, which Flask tells from an empty one.
    """
    if framework == "fastapi":
        return (outer or "") + (given or "") + (own or "")
    inner = own if given is None else given
    if outer is None or inner is None:
        return inner if outer is None else outer
    return f"{outer.rstrip('/')}/{inner.lstrip('/')}"


def join_path(framework: str, prefix: str | None, path: str) -> str:
    """Give the whole path of a route; UNKNOWN stands before what can be told of it."""
    if framework == "fastapi":
        whole = (prefix or "") + path
    elif prefix is None:
        whole = path
    else:
        whole = f"{prefix.rstrip('/')}/{path.lstrip('/')}" if path else prefix
        whole = _CONVERTED.sub(_convert, whole)
    if framework != "fastapi" and prefix is None:
        whole = _CONVERTED.sub(_convert, whole)
    known = whole[:_LONGEST].rpartition(UNKNOWN)[2]
    if UNKNOWN in whole and known:
        return UNKNOWN + known
    return whole[:_LONGEST]


def _convert(found: re.Match[str]) -> str:
    return f"{{{found[2]}:path}}" if found[1] == "path" else f"{{{found[2]}}}"


def is_same(one: str, other: str) -> bool:
    """Whether two paths differ in no more than the names of parameters and a slash at the end."""
    return _strip(one) == _strip(other)


@lru_cache(maxsize=4096)
def _strip(path: str) -> str:
    return _PARAMETER.sub("{}", path).rstrip("/")


def does_hide(earlier: str, later: str) -> bool:
    """Whether a Starlette route at `earlier` also takes every request that is meant for `later`."""
    parts = _PARAMETER.split(earlier)
    if len(parts) < 4 or len(parts) > 3 * _MOST_PARAMETERS:
        return False
    pattern = ""
    for number, part in enumerate(parts):
        if number % 3 == 0:
            pattern += re.escape(part)
        elif number % 3 == 2:
            piece = _PATTERNS.get(part or "", "[^/]+")
            pattern += "" if pattern.endswith(piece) else piece
    sample = _PARAMETER.sub(_ANY_VALUE, later)
    return re.fullmatch(pattern, sample) is not None
