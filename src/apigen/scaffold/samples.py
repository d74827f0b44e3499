"""Finds example values for the tests of a route: valid ones, further ones and refused ones."""

from datetime import date, timedelta
from decimal import Decimal

from ..routes.field import Field
from .bounds import WHOLE, greatest, has_length, is_signed, least, longest, shortest, unit
from .literals import write_literal, write_number

_UUID = "8f14e45f-ceea-467f-9575-2d8f1e1a1b1{}"
_DAY = date(2026, 1, 31)


def make_sample(field: Field, number: int = 1) -> object:
    """Give a value that the field takes, as JSON has it; another one for each `number` if it can."""
    match field.type:
        case "str" | "text":
            return _fit(_title(field.name, number), shortest(field), longest(field))
        case "email":
            return f"ada{'' if number == 1 else number}@example.com"[-longest(field) :]
        case "url":
            return f"https://example.com/{'' if number == 1 else number}"[: longest(field)]
        case "int":
            return _clamp(number, least(field), greatest(field))
        case "float":
            return _fit_float(field, number)
        case "decimal":
            return str(_fit_decimal(field, number))
        case "bool":
            return number % 2 == 1
        case "date":
            return (_DAY + timedelta(days=number - 1)).isoformat()
        case "datetime":
            return f"{_DAY + timedelta(days=number - 1)}T12:00:00Z"
        case "uuid":
            return _UUID.format(number % 10)
        case "enum":
            return field.choices[(number - 1) % len(field.choices)]
        case "json":
            return {"key": f"value {number}"}
        case "list":
            return _make_list(field, number)
        case "ref":
            return number


def vary_sample(field: Field) -> str:
    """Give the Python expression of a valid value that differs with the variable `number`."""
    match field.type:
        case "int":
            start = _clamp(1, least(field), greatest(field))
            return "number" if start == 0 else f"{start} + number"
        case "email":
            return 'f"ada{number}@example.com"'
        case "url":
            return 'f"https://example.com/{number}"'
        case "decimal":
            first = _fit_decimal(field, 1)
            return f'f"{{number + {int(first)}}}{str(first)[len(str(int(first))) :]}"'
        case "date":
            return 'f"2026-01-1{number}"'
        case "datetime":
            return 'f"2026-01-1{number}T12:00:00Z"'
        case "uuid":
            return f'f"{_UUID[:-2]}{{number}}"'
        case _:
            title = f"{_title(field.name, 1)} "
            room = longest(field) - 1
            kept = title if len(title) <= room else title[:room]
            padding = "x" * max(0, shortest(field) - len(kept) - 1)
            return f'f"{kept}{padding}{{number}}"'


def list_refused(field: Field) -> tuple[str, ...]:
    """Give Python expressions of values that the field refuses."""
    return (*list_out_of_bounds(field), *map(write_literal, _of_other_kind(field)))


def list_out_of_bounds(field: Field) -> tuple[str, ...]:
    """Give Python expressions of values of the right type that are too small or too large."""
    if has_length(field) and field.type != "list":
        empty = ('""',) if shortest(field) else ()
        return (*empty, f'"x" * {write_number(longest(field) + 1)}')
    if field.type == "int":
        return (write_number(least(field) - 1), write_number(greatest(field) + 1))
    if field.type == "float":
        less = () if field.minimum is None else (repr(float(field.minimum) - 1),)
        return less if field.maximum is None else (*less, repr(float(field.maximum) + 1))
    if field.type == "decimal":
        low = () if is_signed(field) else ('"-1"',)
        return (*low, f'"1{"0" * max(1, field.digits - field.places)}"')
    return ()


def _of_other_kind(field: Field) -> tuple[object, ...]:
    nothing: tuple[object, ...] = () if field.is_optional or field.type == "json" else (None,)
    kinds: dict[str, tuple[object, ...]] = {
        "int": (1.5, "1", True),
        "ref": (0, "1", True),
        "float": ("1.5", True),
        "decimal": (1.5, "many"),
        "bool": ("true", 1),
        "date": ("yesterday", 5),
        "datetime": ("2026-01-31T12:00:00", 5),
        "uuid": ("no-uuid", 5),
        "email": ("nobody",),
        "url": ("javascript:alert(1)",),
        "enum": ("none of them", 5),
        "json": (),
        "list": ("text", [{}]),
    }
    return (*nothing, *kinds.get(field.type, (5, "\x00" * max(1, shortest(field)))))


def _title(name: str, number: int) -> str:
    words = name.replace("_", " ").capitalize()
    return words if number == 1 else f"{words} {number}"


def _fit(text: str, shortest_length: int, longest_length: int) -> str:
    return text[:longest_length].ljust(shortest_length, "x")


def _clamp(number: int, low: int, high: int) -> int:
    return low + (number - 1) % (high - low + 1) if not low <= number <= high else number


def _fit_float(field: Field, number: int) -> float:
    low = float(field.minimum) if field.minimum is not None else float(-WHOLE)
    high = float(field.maximum) if field.maximum is not None else float(WHOLE)
    wanted = number + 0.5
    return wanted if low <= wanted <= high else low if number == 1 else high


def _fit_decimal(field: Field, number: int) -> Decimal:
    highest = Decimal(10) ** (field.digits - field.places) - unit(field)
    high = min(highest, Decimal(str(field.maximum if field.maximum is not None else highest)))
    low = Decimal(str(field.minimum)) if field.minimum is not None else -highest
    wanted = Decimal(number + 1) if field.places == 0 else number + Decimal("0.5")
    return max(low, min(high, wanted)).quantize(unit(field))


def _make_list(field: Field, number: int) -> list[object]:
    if field.element is None:
        return []
    kind = field.element
    own = Field(field.name, kind.type, choices=kind.choices)
    length = max(1, shortest(field))
    return [make_sample(own, number + each) for each in range(length)][: longest(field)]
