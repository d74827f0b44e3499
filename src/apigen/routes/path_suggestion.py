"""Guesses the path that someone meant who typed one that cannot be used."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import get_args

from .english import number_of, singularize
from .field_names import suggest_field_name, to_snake
from .spec import Parameter, ParameterType

PARAMETER_TYPES: tuple[ParameterType, ...] = get_args(ParameterType)
BRACES = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
ANGLES = re.compile(r"<(?:([a-z]+)(?:\(.*\))?:)?(\w+)>")
COLON = re.compile(r":(\w+)")

_SEGMENT = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_ALIASES = {"string": "str", "integer": "int", "number": "float", "path": "str", "slug": "str"}


def is_segment(text: str) -> bool:
    """Whether `text` can be a static part of a path."""
    return bool(_SEGMENT.fullmatch(text))


def usual_type(name: str) -> ParameterType:
    """Give the type of a parameter that is typed without one."""
    return "int" if name.endswith("_id") else "str"


def suggest_path(text: str) -> tuple[str | Parameter, ...]:
    """Find a path that is right, as near to `text` as can be."""
    path: list[str | Parameter] = []
    for segment in re.split(r"[?#]", text, maxsplit=1)[0].split("/"):
        found = BRACES.fullmatch(segment)
        angles, colon = ANGLES.fullmatch(segment), COLON.fullmatch(segment)
        if found:
            path.append(_suggest_parameter(found[1], found[2], path))
        elif angles:
            path.append(_suggest_parameter(angles[2], angles[1] or "str", path))
        elif colon:
            path.append(_suggest_parameter(colon[1], None, path))
        elif is_segment(segment):
            path.append(segment)
        elif plain := to_snake(segment).lstrip("0123456789_").replace("_", "-"):
            path.append(plain)
    return tuple(path) or ("orders",)


def _suggest_parameter(
    name: str, type_: str | None, before: Sequence[str | Parameter]
) -> Parameter:
    last = before[-1] if before else ""
    owner = to_snake(last) if isinstance(last, str) and last else "item"
    owner = singularize(owner) if number_of(owner) == "plural" else owner
    good = f"{owner}_id" if name == "id" else suggest_field_name(name, owner)
    taken = {part.name for part in before if isinstance(part, Parameter)}
    good = next(
        name
        for name in (good, *(f"{good[:35]}_{number}" for number in range(2, len(taken) + 3)))
        if name not in taken
    )
    wanted = _ALIASES.get(type_ or "", type_ or "")
    close = get_close_matches(wanted, PARAMETER_TYPES, 1) if wanted else []
    known = next((known for known in PARAMETER_TYPES if known in close), usual_type(good))
    return Parameter(good, known)
