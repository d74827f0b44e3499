"""Writes a field as a column: in the model, and in the migration that makes the table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..routes.field import Field
from .bounds import is_large, longest

_AS_TEXT = {"email": "str", "url": "str", "enum": "str", "list": "json", "ref": "int"}


@dataclass(frozen=True)
class Column:
    """How a field is kept: the type in the model (nothing where Mapped[...] says it) and the rest.

    `stored` is the type that the migration writes, `imports` are the model's.
    """

    model: str
    stored: str
    imports: tuple[str, ...]


def find_column(field: Field, kinds: Iterable[object]) -> Column:
    """Fill in the entry of `kinds` for the field; a later entry of a type wins over earlier ones."""
    found: Mapping[str, object] = {}
    for kind in kinds:
        if isinstance(kind, Mapping) and kind["type"] == _kind(field):
            found = kind
    measures = {"longest": _longest(field), "digits": field.digits, "places": field.places}
    imports = found.get("imports", ())
    return Column(
        str(found.get("column", "")).format(**measures),
        str(found.get("stored", "")).format(**measures),
        tuple(map(str, imports)) if isinstance(imports, list | tuple) else (),
    )


def _kind(field: Field) -> str:
    return "large" if is_large(field) else _AS_TEXT.get(field.type, field.type)


def _longest(field: Field) -> int:
    if field.type == "enum":
        return max(map(len, field.choices))
    return longest(field) if field.type in {"str", "email", "url"} else 0
