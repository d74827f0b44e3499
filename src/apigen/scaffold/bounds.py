"""How long and how large a value may be where a person has not said it."""

from decimal import Decimal

from ..routes.field import Field

SHORTEST_TEXT = 0
LONGEST = {"str": 200, "text": 10_000, "email": 254, "url": 2_000, "list": 100}
# What every database keeps in a column for whole numbers, and in one for large ones.
WHOLE = 2**31 - 1
LARGE = 2**63 - 1


def has_length(field: Field) -> bool:
    """Whether the bounds of the field are those of a length."""
    return field.type in LONGEST


def longest(field: Field) -> int:
    """The greatest length of text or of a list; a default always fits."""
    if field.maximum is not None:
        return int(field.maximum)
    default = len(field.default) if isinstance(field.default, str | list) else 0
    return max(LONGEST[field.type], shortest(field), default)


def shortest(field: Field) -> int:
    """The least length of text or of a list."""
    return int(field.minimum) if field.minimum is not None else SHORTEST_TEXT


def least(field: Field) -> int:
    """The least value of a whole number; a default always fits."""
    if field.minimum is not None:
        return int(field.minimum)
    return min(-WHOLE - 1, greatest(field), _default(field))


def greatest(field: Field) -> int:
    """The greatest value of a whole number; a default always fits."""
    if field.maximum is not None:
        return int(field.maximum)
    return max(WHOLE, int(field.minimum or 0), _default(field))


def is_large(field: Field) -> bool:
    """Whether a whole number may need more than 32 bits."""
    return field.type == "int" and (least(field) < -WHOLE - 1 or greatest(field) > WHOLE)


def is_signed(field: Field) -> bool:
    """Whether a decimal may be below zero."""
    return field.minimum is None or field.minimum < 0


def unit(field: Field) -> Decimal:
    """The smallest step of a decimal: 0.01 where there are two places."""
    return Decimal(1).scaleb(-field.places)


def _default(field: Field) -> int:
    return field.default if isinstance(field.default, int) else 0
