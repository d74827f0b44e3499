"""Writes a field as the Pydantic type of what comes in a query, where everything is text."""

from dataclasses import replace

from ..routes.field import Field
from .schemas import (
    SchemaType,
    name_alias,
    taken_type,
    write_lengths,
    write_limits,
    write_values,
)

_ANNOTATED = ("typing:Annotated", "pydantic:Field")
# Servers take request lines of some 4,000 bytes, and one field must not fill them.
_LONGEST = {"text": 200, "url": 200, "list": 10}


def narrow(field: Field) -> Field:
    """Give the field with no more room than a query has, where nobody has said how much."""
    if field.maximum is not None or field.type not in _LONGEST:
        return field
    default = len(field.default) if isinstance(field.default, str | list) else 0
    return replace(field, maximum=max(_LONGEST[field.type], int(field.minimum or 0), default))


def query_type(field: Field, class_name: str, list_mark: str) -> SchemaType:
    """Give the type of a field in the query, with all its constraints.

    `list_mark` is the import of what lists need besides, or nothing.
    """
    match field.type:
        case "bool":
            return SchemaType("BooleanText", imports=(".booleans:BooleanText",))
        case "int":
            text, imports = f"Annotated[int, Field({write_values(field)})]", _ANNOTATED
        case "float":
            limits = ", ".join(("allow_inf_nan=False", *write_limits(field)))
            text, imports = f"Annotated[float, Field({limits})]", _ANNOTATED
        case "list" if field.element:
            return _list_type(field, field.element, class_name, list_mark)
        case _:
            return taken_type(field, class_name)
    alias = name_alias(field.name, class_name)
    return SchemaType(alias, (f"{alias} = {text}",), imports)


def _list_type(field: Field, element: Field, class_name: str, list_mark: str) -> SchemaType:
    alias = name_alias(field.name, class_name)
    own = Field(f"{field.name}_entry", element.type, choices=element.choices)
    inner = query_type(own, class_name, list_mark)
    mark = f", {list_mark.partition(':')[2]}" if list_mark else ""
    text = f"Annotated[list[{inner.name}], Field({write_lengths(field)}){mark}]"
    imports = (*inner.imports, *_ANNOTATED, *([list_mark] if list_mark else []))
    return SchemaType(alias, (*inner.definitions, f"{alias} = {text}"), imports)
