"""Reads the values that fields start with and are bounded by, and says which ones fit."""

import re
from decimal import Decimal

from ..routes import scalars
from .field import Bound, Field
from .json_values import read_json, read_list

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!-~]*)?")
# The longest text, or list, of each type.
LIMITS = {"str": 10_000, "text": 1_000_000, "email": 254, "url": 2000, "list": 1000}


def read_bound(field: Field, text: str) -> Bound:
    """Read a bound of a number's value or of a length. Raises ValueError with the reason."""
    if field.type == "decimal":
        return scalars.read_decimal(text, field.digits, field.places)
    if field.type == "float":
        return scalars.read_float(text)
    return scalars.read_integer(text)


def read_default(field: Field, text: str) -> object:
    """Read what the field is when nobody says it, as JSON has it.

    Raises ValueError with the reason when it does not fit the field's type or bounds.
    """
    value = _read(field, text)
    if reason := refuse_value(field, value):
        raise ValueError(reason)
    return value


def refuse_value(field: Field, value: object) -> str:
    """Say why `value`, of the right type, breaks bounds, choices or pattern, or nothing."""
    measure: Bound | None = None
    what = "it"
    if isinstance(value, str | list) and field.type in LIMITS:
        measure, what = len(value), "its length"
        if measure > LIMITS[field.type]:
            return f"its length is above {LIMITS[field.type]}"
    elif field.type == "decimal":
        measure = Decimal(str(value))
    elif isinstance(value, int | float) and field.type in {"int", "float"}:
        measure = value
    if measure is not None and field.minimum is not None and measure < field.minimum:
        return f"{what} is below the min, {field.minimum}"
    if measure is not None and field.maximum is not None and measure > field.maximum:
        return f"{what} is above the max, {field.maximum}"
    if field.type in {"str", "text"} and "\x00" in str(value):
        return "it has a NUL, which databases refuse"
    if field.type == "enum" and value not in field.choices:
        return "it is none of the choices"
    if field.type == "email" and not EMAIL.fullmatch(str(value)):
        return "it is no e-mail address"
    if field.type == "url" and not URL.fullmatch(str(value)):
        return "it is no URL that begins with http:// or https://"
    return ""


def _read(field: Field, text: str) -> object:
    match field.type:
        case "bool":
            if text not in {"true", "false"}:
                raise ValueError("a bool is true or false")
            return text == "true"
        case "int":
            return scalars.read_integer(text)
        case "float":
            return scalars.read_float(text)
        case "decimal":
            return format(scalars.read_decimal(text, field.digits, field.places), "f")
        case "date":
            return scalars.read_date(text)
        case "datetime":
            return scalars.read_datetime(text)
        case "uuid":
            return scalars.read_uuid(text)
        case "json":
            return read_json(text)
        case "list":
            return _read_elements(field, text)
        case "ref":
            raise ValueError("which one it refers to cannot be known beforehand")
        case _:
            shown = re.sub(r"[\n\t]", "", text) if field.type == "text" else text
            if not shown.isprintable():
                raise ValueError("it holds a character that cannot be printed")
            return text


def _read_elements(field: Field, text: str) -> list[object]:
    if field.element is None:
        raise ValueError("the type of its elements is not known")
    elements = read_list(text, field.element.type)
    for element in elements:
        if reason := refuse_value(field.element, element):
            raise ValueError(f"one element does not fit: {reason}")
    return elements
