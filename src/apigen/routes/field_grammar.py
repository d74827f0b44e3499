"""The text of a field and back: `name:type[?][=default][,option]...`."""

import re
from dataclasses import replace
from decimal import Decimal

from ..errors import UsageError, show
from .field import Bound, Field
from .field_names import refuse_field_name, suggest_field_name
from .field_options import read_options
from .field_types import format_type, read_type
from .field_values import read_default
from .json_values import write_json

LONGEST = 4000

_QUOTED = re.compile(r"'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"", re.DOTALL)


def parse_field(text: str, singular: str = "item") -> Field:
    """Read a field of a resource whose things are called `singular`, for the suggestions.

    A default may be quoted with ' or ", and must be when it holds a comma or is empty; inside, the
    quote is doubled. Raises UsageError with the nearest right thing.
    """
    if len(text) > LONGEST:
        raise UsageError(
            f"The field {show(text[:30] + '…')} is longer than {LONGEST} characters.",
            hint="Write it like name:str.",
        )
    name, colon, rest = text.partition(":")
    if not colon:
        name = re.split(r"[?=,]", text, maxsplit=1)[0]
        good = suggest_field_name(name, singular)
        raise UsageError(
            f"The field {show(text[:60])} has no type.", hint=f"Write {good}:str, or another type."
        )
    if reason := refuse_field_name(name, singular):
        better = suggest_field_name(name, singular)
        if rest.isprintable() and len(rest) <= 60:
            better = f"{better}:{rest}"
        raise UsageError(
            f"No field can be called {show(name[:60])}: {reason}.",
            hint=f"Try this instead: {better}",
        )
    field, rest = read_type(name, rest)
    if rest.startswith("?"):
        field, rest = replace(field, is_optional=True), rest[1:]
    default, rest = _split_default(name, rest)
    if rest and not rest.startswith(","):
        raise UsageError(
            f"The field {show(name)} goes on with {show(rest[:60])}, which cannot be read.",
            hint=f"The order is name:type?=default,option, such as {name}:{format_type(field)}?",
        )
    field = replace(field, has_default=default is not None)
    field = read_options(field, rest.split(",")[1:])
    return field if default is None else _set_default(field, default)


def format_field(field: Field) -> str:
    """Write `field` in the one spelling that says it, from which parse_field gives it again."""
    parts = [f"{field.name}:{format_type(field)}{'?' if field.is_optional else ''}"]
    if field.has_default:
        parts[0] += f"={_format_default(field)}"
    parts += [word for word, said in _flags(field) if said]
    bounds = (("min", field.minimum), ("max", field.maximum))
    parts += [f"{key}={_format_bound(bound)}" for key, bound in bounds if bound is not None]
    return ",".join(parts)


def _flags(field: Field) -> tuple[tuple[str, bool], ...]:
    return (("unique", field.is_unique), ("index", field.is_indexed))


def _split_default(name: str, text: str) -> tuple[str | None, str]:
    """Give the text of the default, None when there is none, and what comes after it."""
    if not text.startswith("="):
        return None, text
    if text[1:2] in {"'", '"'}:
        found = _QUOTED.match(text, 1)
        if not found:
            raise UsageError(
                f"The default of the field {show(name)} has no closing quote.",
                hint="Quote it with ' or \", and double the quotes inside.",
            )
        quote = text[1]
        inner = found[1] if quote == "'" else found[2]
        return inner.replace(quote * 2, quote), text[found.end() :]
    default, comma, rest = text[1:].partition(",")
    if not default:
        raise UsageError(
            f"The default of the field {show(name)} is missing after '='.",
            hint="Leave '=' out; an empty text is written =''",
        )
    return default, comma + rest


def _set_default(field: Field, text: str) -> Field:
    try:
        return replace(field, default=read_default(field, text))
    except ValueError as error:
        raise UsageError(
            f"The default of the field {show(field.name)} cannot be {show(text[:60])}: {error}.",
            hint="Correct the default, or leave it out. With a comma in it, it is quoted: ='a,b'",
        ) from None


def _format_default(field: Field) -> str:
    plain = isinstance(field.default, str) and field.type != "json"
    text = str(field.default) if plain else write_json(field.default)
    if text and "," not in text and text[0] not in "'\"":
        return text
    quote = '"' if "'" in text and '"' not in text else "'"
    return f"{quote}{text.replace(quote, quote * 2)}{quote}"


def _format_bound(bound: Bound) -> str:
    return format(bound, "f") if isinstance(bound, Decimal) else repr(bound)
