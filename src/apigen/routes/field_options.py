"""Reads what follows a field's type and default: `unique`, `index`, `min=N` and `max=N`."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from ..errors import UsageError, show
from .field import Bound, Field
from .field_values import LIMITS, read_bound

OPTIONS = ("unique", "index", "min", "max")

_NOT_UNIQUE = {"bool", "enum", "json", "list", "text", "float"}
_NOT_INDEXED = {"json", "list", "text"}
_NUMBERS = {"int", "float", "decimal"}
_SAID_OTHERWISE = {
    "minimum": "min=N", "ge": "min=N", "min_length": "min=N", "minlength": "min=N",
    "maximum": "max=N", "le": "max=N", "max_length": "max=N", "maxlength": "max=N",
    "length": "max=N", "size": "max=N", "indexed": "index",
}  # fmt: skip
_EXPLAINED = {
    "required": "A field is required unless it has '?' after its type, or a default.",
    "optional": "'?' right after the type makes a field optional, such as {name}:{type}?",
    "nullable": "'?' right after the type makes a field optional, such as {name}:{type}?",
    "null": "'?' right after the type makes a field optional, such as {name}:{type}?",
    "default": "The default comes right after the type, such as {name}:{type}=...",
    "primary_key": "Every resource has an id of its own, which is its primary key.",
    "pk": "Every resource has an id of its own, which is its primary key.",
}


def read_options(field: Field, options: Sequence[str]) -> Field:
    """Give `field` with what `options` say. Raises UsageError."""
    seen: set[str] = set()
    for option in options:
        key, equals, text = (part.strip() for part in option.partition("="))
        if key not in OPTIONS or bool(equals) != (key in {"min", "max"}):
            raise _refuse_option(field, option)
        if key in seen:
            raise _fault(field, f"{key!r} is said twice", f"Say {key!r} once.")
        seen.add(key)
        if key == "unique":
            field = replace(field, is_unique=True)
        elif key == "index":
            field = replace(field, is_indexed=True)
        elif key == "min":
            field = replace(field, minimum=_read_bound(field, key, text))
        else:
            field = replace(field, maximum=_read_bound(field, key, text))
    _check_index(field)
    _check_bounds(field)
    return field


def _fault(field: Field, why: str, hint: str) -> UsageError:
    return UsageError(f"The field {show(field.name)} cannot be like that: {why}.", hint=hint)


def _refuse_option(field: Field, option: str) -> UsageError:
    key = option.partition("=")[0].strip()
    word = key.lower().replace(" ", "_")
    if word in _EXPLAINED:
        hint = _EXPLAINED[word].format(name=field.name, type=field.type)
    elif key in OPTIONS:
        hint = f"Write {key}=N, such as {key}=1." if key in {"min", "max"} else f"Write {key}."
    elif word in _SAID_OTHERWISE or (close := get_close_matches(word, OPTIONS, 1)):
        hint = f"Try this instead: {_SAID_OTHERWISE.get(word) or close[0]}"
    else:
        hint = "There are unique, index, min=N and max=N. A default with a comma is quoted: ='a,b'"
    return _fault(field, f"there is no option {show(option[:60])}", hint)


def _read_bound(field: Field, key: str, text: str) -> Bound:
    is_length = field.type in LIMITS
    if not is_length and field.type not in _NUMBERS:
        raise _fault(field, f"{field.type} has no {key}", f"Leave {key} out.")
    if key == "min" and field.type in {"email", "url"}:
        raise _fault(field, f"{field.type} has no min, only a max", "Leave min out.")
    try:
        bound = read_bound(field, text)
    except ValueError as error:
        raise _fault(field, f"{key} is {show(text[:60])}, and {error}", f"Write {key}=1.") from None
    if is_length and not (0 if key == "min" else 1) <= bound <= LIMITS[field.type]:
        least = 0 if key == "min" else 1
        why = f"its length has a {key} from {least} to {LIMITS[field.type]}"
        raise _fault(field, why, f"Write {key}={least if bound < least else LIMITS[field.type]}.")
    return bound


def _check_index(field: Field) -> None:
    if field.is_unique and field.is_indexed:
        raise _fault(field, "unique already has an index", "Leave 'index' out.")
    if field.is_unique and field.type in _NOT_UNIQUE:
        raise _fault(field, f"{field.type} cannot be unique", "Leave 'unique' out.")
    if field.is_indexed and field.type in _NOT_INDEXED:
        raise _fault(field, f"{field.type} cannot have an index", "Leave 'index' out.")
    if field.is_unique and field.has_default:
        why = "a second one with the default would not be unique"
        raise _fault(field, why, "Leave out the default, or 'unique'.")


def _check_bounds(field: Field) -> None:
    least, most = field.minimum, field.maximum
    if least is not None and most is not None and least > most:
        why = f"its min, {least}, is above its max, {most}"
        raise _fault(field, why, f"Write min={most},max={least}.")
