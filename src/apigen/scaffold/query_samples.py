"""Finds what tests put into queries, where everything is text: values that fit, and others."""

from ..routes.field import Field
from .bounds import has_length
from .literals import write_literal
from .samples import list_out_of_bounds

_REFUSED = {
    "int": ("1.5", "many"),
    "float": ("many", "nan"),
    "decimal": ("many",),
    "bool": ("maybe", "1"),
    "date": ("yesterday",),
    "datetime": ("2026-01-31T12:00:00",),
    "uuid": ("no-uuid",),
    "email": ("nobody",),
    "url": ("javascript:alert(1)",),
    "enum": ("none of them",),
}


def write_text(field: Field, value: object) -> str:
    """Write a value that JSON could hold as Python source that urlencode makes text of."""
    if isinstance(value, list):
        return f"[{', '.join(write_text(field, each) for each in value)}]"
    return write_literal(str(value).lower() if isinstance(value, bool) else value)


def list_refused_text(field: Field) -> tuple[str, ...]:
    """Give Python expressions of values that the field refuses in a query."""
    if field.type == "list" and field.element:
        own = Field(field.name, field.element.type, choices=field.element.choices)
        return list_refused_text(own)
    others = tuple(map(write_literal, _REFUSED.get(field.type, ())))
    needed = has_length(field) or field.type in {"int", "float", "decimal"}
    return (*(list_out_of_bounds(field) if needed else ()), *others)
