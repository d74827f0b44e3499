"""Reads defaults that are typed as JSON: whole documents, and lists of plain values."""

import json
import math

from .field import TypeName

INTEGER_LIMIT = 2**63 - 1

_DEEPEST = 20


def read_json(text: str) -> object:
    """Read any JSON but null. Raises ValueError with the reason when it cannot be kept as it is."""
    try:
        value: object = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is no JSON") from error
    if value is None:
        raise ValueError("null is no default; '?' after the type lets it be left out")
    _check(value, _DEEPEST)
    return value


def read_list(text: str, element: TypeName) -> list[object]:
    """Read a JSON list of values that are of the type `element`. Raises ValueError."""
    value = read_json(text)
    if isinstance(value, list):
        return [_convert(part, element) for part in value]
    raise ValueError("""it is no JSON list, such as '["a","b"]'""")


def write_json(value: object) -> str:
    """Write a value in the one spelling that a default has."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _convert(value: object, element: TypeName) -> object:
    match element, value:
        case ("bool", bool()):
            return value
        case ("int" | "float" | "bool", bool()):
            pass
        case ("int", int()):
            return value
        case ("float", int() | float()):
            return float(value)
        case ("str" | "email" | "url" | "enum", str()):
            return value
    raise ValueError(f"one element is no {element}")


def _check(value: object, depth: int) -> None:
    if depth == 0:
        raise ValueError(f"it is nested more than {_DEEPEST} deep")
    match value:
        case dict():
            for key, part in value.items():
                _check(key, depth - 1)
                _check(part, depth - 1)
        case list():
            for part in value:
                _check(part, depth - 1)
        case str() if not value.isprintable():
            raise ValueError("it holds a character that cannot be printed")
        case bool():
            return
        case int() if abs(value) > INTEGER_LIMIT:
            raise ValueError("a number in it does not fit into 64 bits")
        case float() if not math.isfinite(value):
            raise ValueError("a number in it is infinite")


def _refuse_constant(text: str) -> object:
    raise ValueError(f"{text} is no JSON")
