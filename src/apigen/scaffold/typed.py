"""What a person types into forms: valid values, values that differ, and values that are not taken."""

import json

from ..routes.field import Field
from .bounds import greatest, has_length, longest, shortest
from .literals import write_literal, write_number
from .samples import make_sample, vary_sample

_SCRIPT = "<script>alert(1)</script>"


def write_typed(field: Field) -> str:
    """Write what is typed for the sample as Python source; a reference is its fixture's."""
    return f"str({field.name})" if field.target else write_literal(_type(field))


def vary_typed(field: Field) -> str:
    """Write what differs with the variable `number`, for a field that must; else nothing."""
    if not field.is_unique or field.target:
        return ""
    text = vary_sample(field)
    text = text.replace('Z"', '"') if field.type == "datetime" else text
    return text if text.startswith("f") else f"str({text})"


def write_refused(field: Field) -> str:
    """Write what is not taken as Python source; nothing for a field that takes everything."""
    if has_length(field) and field.type != "list":
        return f'"x" * {write_number(longest(field) + 1)}'
    if field.type == "int":
        return f'"{greatest(field) + 1}"'
    return "" if field.type in {"bool", "list"} else '"{"'


def takes_script(field: Field) -> bool:
    """Whether the text may be one that a browser would run if it were not escaped."""
    fits = field.type == "str" and shortest(field) <= len(_SCRIPT)
    return fits and longest(field) >= len(_SCRIPT)


def _type(field: Field) -> str:
    value = make_sample(field)
    if isinstance(value, bool):
        yes, no = ("Yes", "No") if field.is_optional else ("on", "")
        return yes if value else no
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if field.type == "json":
        return json.dumps(value)
    return str(value).removesuffix("Z") if field.type == "datetime" else str(value)
