"""Reads single values from text as strictly as the APIs themselves will."""

import math
import re
from datetime import UTC, date, datetime
from decimal import Decimal

from .json_values import INTEGER_LIMIT

_INTEGER = re.compile(r"-?[0-9]{1,25}")
_DECIMAL = re.compile(r"-?[0-9]{1,25}(?:\.[0-9]{1,25})?")
_FLOAT = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,5})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    rf"{_DATE.pattern}[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,6}})?)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def read_integer(text: str) -> int:
    """Read a whole number of 64 bits. Raises ValueError."""
    if not _INTEGER.fullmatch(text):
        raise ValueError("it is no whole number")
    if abs(int(text)) > INTEGER_LIMIT:
        raise ValueError("it does not fit into 64 bits")
    return int(text)


def read_float(text: str) -> float:
    """Read a finite number; -0.0 becomes 0.0. Raises ValueError."""
    if not _FLOAT.fullmatch(text) or not math.isfinite(float(text)):
        raise ValueError("it is no number, such as 1.5")
    return float(text) or 0.0


def read_decimal(text: str, digits: int, places: int) -> Decimal:
    """Read a number of at most `digits` digits, `places` after the point. Raises ValueError."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError("it is no decimal number, such as 1.50")
    if len(text.partition(".")[2]) > places:
        raise ValueError(f"it has more than {places} decimal places")
    value = Decimal(text)
    if abs(value) >= 10 ** (digits - places):
        raise ValueError(f"it has more than {digits - places} digits before the point")
    return abs(value) if value == 0 else value


def read_date(text: str) -> str:
    """Read a day and write it as ISO 8601 does. Raises ValueError."""
    if not _DATE.fullmatch(text):
        raise ValueError("a date is written like 2026-01-31")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("there is no such day") from error


def read_datetime(text: str) -> str:
    """Read a moment and write it in UTC: `2026-01-31T12:00:00Z`. Raises ValueError."""
    if not _DATETIME.fullmatch(text):
        raise ValueError("a datetime is written like 2026-01-31T12:00:00Z, with Z or an offset")
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("there is no such moment") from error
    return moment.isoformat().replace("+00:00", "Z")


def read_uuid(text: str) -> str:
    """Read a UUID and write it in lower case. Raises ValueError."""
    if not _UUID.fullmatch(text):
        raise ValueError("a uuid is 32 hexadecimal digits in groups of 8-4-4-4-12")
    return text.lower()
