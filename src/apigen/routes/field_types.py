"""Reads and writes the types of fields: `str`, `enum(new|paid)`, `list[int]`, `ref:users`."""

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import get_args

from ..errors import UsageError, list_words, show
from .field import Field, TypeName
from .field_names import to_snake

TYPES: tuple[TypeName, ...] = get_args(TypeName)
ELEMENTS: tuple[TypeName, ...] = ("str", "int", "float", "bool", "email", "url", "enum")
MOST_DIGITS = 15

_WORD = re.compile(r"\w*")
_CHOICES = re.compile(r"\(([^()]*)\)")
_DIGITS = re.compile(r"\(\s*([0-9]{1,3})\s*(?:,\s*([0-9]{1,3})\s*)?\)")
_TARGET = re.compile(r":([^?=,]*)")
_MODULE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_CHOICE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_FORMS = {"enum": "enum(new|paid)", "list": "list[str]", "ref": "ref:users"}
_SAID_OTHERWISE: dict[str, TypeName] = {
    "string": "str", "varchar": "str", "char": "str", "slug": "str", "longtext": "text",
    "integer": "int", "bigint": "int", "smallint": "int", "long": "int", "number": "int",
    "double": "float", "real": "float", "money": "decimal", "numeric": "decimal",
    "currency": "decimal", "boolean": "bool", "timestamp": "datetime", "time": "datetime",
    "guid": "uuid", "emailstr": "email", "uri": "url", "link": "url", "anyurl": "url",
    "httpurl": "url", "dict": "json", "object": "json", "map": "json", "jsonb": "json",
    "any": "json", "choice": "enum", "choices": "enum", "literal": "enum", "array": "list",
    "set": "list", "tuple": "list", "foreign_key": "ref", "foreignkey": "ref", "fk": "ref",
    "reference": "ref", "references": "ref", "belongs_to": "ref",
}  # fmt: skip


def read_type(name: str, text: str) -> tuple[Field, str]:
    """Read the type at the beginning of `text`: a field that has no more than that, and the rest.

    Raises UsageError.
    """
    found = _WORD.match(text)
    word = found[0] if found else ""
    known = next((known for known in TYPES if known == word), None)
    if known is None:
        raise _refuse_type(name, word)
    field, rest = Field(name, known), text[len(word) :]
    match known:
        case "enum":
            return _read_choices(field, rest)
        case "list":
            return _read_element(field, rest)
        case "ref":
            return _read_target(field, rest)
        case "decimal" if rest.startswith("("):
            return _read_digits(field, rest)
    if rest[:1] in {"(", "["}:
        hint = f"{known},max=50 bounds it." if known in {"str", "text"} else f"Write {known}."
        raise _fault(name, f"{known} takes nothing in brackets", hint)
    return field, rest


def format_type(field: Field) -> str:
    """Write the type of `field` as `read_type` reads it."""
    if field.type == "enum":
        return f"enum({'|'.join(field.choices)})"
    if field.type == "list" and field.element:
        return f"list[{format_type(field.element)}]"
    if field.type == "ref":
        return f"ref:{field.target}"
    if field.type == "decimal" and (field.digits, field.places) != (12, 2):
        return f"decimal({field.digits},{field.places})"
    return field.type


def _fault(name: str, why: str, hint: str) -> UsageError:
    return UsageError(f"The type of the field {show(name)} cannot be used: {why}.", hint=hint)


def _refuse_type(name: str, word: str) -> UsageError:
    all_types = f"The types: {list_words(TYPES, 'and')}."
    if not word:
        return UsageError(f"The field {show(name)} has no type.", hint=f"{name}:str. {all_types}")
    likely = _SAID_OTHERWISE.get(word.lower())
    close = [likely] if likely else get_close_matches(word.lower(), TYPES, 1, 0.5)
    better = _FORMS.get(close[0], close[0]) if close else ""
    hint = f"Try this instead: {name}:{better}" if better else all_types
    return _fault(name, f"there is no type called {show(word[:60])}", hint)


def _read_choices(field: Field, text: str) -> tuple[Field, str]:
    found = _CHOICES.match(text)
    if not found:
        raise _fault(
            field.name, "enum needs its choices in parentheses", f"{field.name}:enum(new|paid)"
        )
    choices = tuple(found[1].split("|"))
    hint = f"Separate the choices by '|': {field.name}:enum(new|paid)"
    if len(choices) > 50:
        raise _fault(field.name, "an enum has at most 50 choices", hint)
    for choice in choices:
        if not _CHOICE.fullmatch(choice) or len(choice) > 50 or set(choice) & set("'\"\\,"):
            why = (
                f"{show(choice[:60])} is no choice, which is 1 to 50 printable ASCII characters "
                "without quotes, commas, backslashes, parentheses and outer spaces"
            )
            raise _fault(field.name, why, hint)
        if choices.count(choice) > 1:
            raise _fault(field.name, f"the choice {show(choice)} is there twice", hint)
    return replace(field, choices=choices), text[found.end() :]


def _read_element(field: Field, text: str) -> tuple[Field, str]:
    hint = f"{field.name}:list[str]. Elements are {list_words(ELEMENTS)}."
    word = _WORD.match(text[1:])
    if not text.startswith("[") or not (word and word[0]):
        raise _fault(field.name, "list needs the type of its elements in square brackets", hint)
    if word[0] in TYPES and word[0] not in ELEMENTS:
        raise _fault(field.name, f"a list of {word[0]} is not supported", hint)
    element, rest = read_type(field.name, text[1:])
    if not rest.startswith("]"):
        why = (
            "after the type of the elements comes ']', and they have no bounds or '?' of their own"
        )
        raise _fault(field.name, why, hint)
    return replace(field, element=replace(element, name="")), rest[1:]


def _read_target(field: Field, text: str) -> tuple[Field, str]:
    found = _TARGET.match(text)
    target = found[1] if found else ""
    if found and _MODULE.fullmatch(target) and len(target) <= 40:
        return replace(field, target=target), text[found.end() :]
    better = to_snake(target)[:40].strip("_").lstrip("0123456789_") or "users"
    why = "ref needs the name of another resource, in lower-case words joined by '_'"
    raise _fault(field.name, why, f"Try this instead: {field.name}:ref:{better}")


def _read_digits(field: Field, text: str) -> tuple[Field, str]:
    found = _DIGITS.match(text)
    digits, places = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    if not found or not 1 <= digits <= MOST_DIGITS or places > digits:
        raise _fault(
            field.name,
            f"decimal takes how many digits there are, 1 to {MOST_DIGITS}, "
            "and how many of them come after the point",
            f"Try this instead: {field.name}:decimal(12,2)",
        )
    return replace(field, digits=digits, places=places), text[found.end() :]
