"""Makes up a value of a type that stands in a model's source."""

import ast
from collections.abc import Mapping

from ..editing.survey import dotted

_VALUES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "int": ("1", ()),
    "float": ("1.5", ()),
    "bool": ("True", ()),
    "bytes": ('b"1"', ()),
    "Any": ("{}", ()),
    "JsonValue": ("{}", ()),
    "dict": ("{}", ()),
    "list": ("[]", ()),
    "Decimal": ('Decimal("1.50")', ("decimal:Decimal",)),
    "date": ("date(2026, 1, 31)", ("datetime:date",)),
    "datetime": (
        "datetime(2026, 1, 31, tzinfo=UTC)",
        ("datetime:UTC", "datetime:datetime"),
    ),
    "UUID": ("UUID(int=1)", ("uuid:UUID",)),
}


def choose_value(annotation: ast.expr, name: str) -> tuple[str, tuple[str, ...]]:
    """Give a value of the type for the field `name`, and its imports; nothing for an unknown type."""
    kind = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    word = dotted(kind).rpartition(".")[2]
    if word == "str":
        return f'"{name.replace("_", " ").capitalize()}"', ()
    if word == "Literal" and isinstance(annotation, ast.Subscript):
        first = annotation.slice
        first = first.elts[0] if isinstance(first, ast.Tuple) and first.elts else first
        return ast.unparse(first), ()
    return _VALUES.get(word, ("", ()))
