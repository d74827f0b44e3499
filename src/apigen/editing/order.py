"""The order in which ruff and isort put modules, imported names and the names of `__all__`."""

import ast
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

Key = tuple[Any, ...]

_DIGITS = re.compile(r"([0-9]+)")


def sort_natural(text: str) -> Key:
    """Give the key of a name with numbers in it: `v2` comes before `v10`, case counts last."""
    parts = _DIGITS.split(text.lower())
    return tuple(
        (len(part.lstrip("0")), part.lstrip("0")) if index % 2 else part
        for index, part in enumerate(parts)
    ), text


def sort_member(name: str) -> Key:
    """Give the key of a name among others: constants first, then classes, then the rest."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, sort_natural(name)


def sort_import(statement: ast.Import | ast.ImportFrom) -> Key:
    """Give the key of an import statement among those of its section."""
    if isinstance(statement, ast.Import):
        return 0, 0, sort_natural(statement.names[0].name), ()
    first = sort_member(statement.names[0].name)
    return 1, -statement.level, sort_natural(statement.module or ""), first


def find_index(names: Sequence[str], name: str) -> int:
    """Give the place of `name` among sorted names; the end when they are in no known order."""
    keys = [[key(item) for item in names] for key in (sort_member, sort_natural)]
    keys.append([(item,) for item in names])
    for found, new in zip(keys, (sort_member(name), sort_natural(name), (name,)), strict=True):
        if is_sorted(found):
            return sum(key < new for key in found)
    return len(names)


def is_sorted(keys: Sequence[Key]) -> bool:
    """Whether the keys ascend."""
    return all(a <= b for a, b in pairwise(keys))
