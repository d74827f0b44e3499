"""Writes a value of a field as Python: as models hold it, and as a default."""

from datetime import datetime
from decimal import Decimal

from ..routes.field import Field
from .bounds import unit
from .literals import write_literal


def write_value(field: Field, value: object) -> tuple[str, tuple[str, ...]]:
    """Write `value`, which is as JSON has it, as a model holds it, and give the imports it needs."""
    text = str(value)
    if value is None:
        return "None", ()
    match field.type:
        case "decimal":
            return f'Decimal("{Decimal(text).quantize(unit(field))}")', ("decimal:Decimal",)
        case "uuid":
            return f'UUID("{text}")', ("uuid:UUID",)
        case "date":
            day = datetime.fromisoformat(text)
            return f"date({day.year}, {day.month}, {day.day})", ("datetime:date",)
        case "datetime":
            return f'datetime.fromisoformat("{text}")', ("datetime:datetime",)
        case _:
            return write_literal(value), ()


def write_default(field: Field) -> tuple[str, tuple[str, ...]]:
    """Give what follows the annotation, such as ` = 0`, and the imports that it needs."""
    if not field.has_default:
        return (" = None", ()) if field.is_optional else ("", ())
    if isinstance(field.default, list | dict) and not field.default:
        kind = type(field.default).__name__
        return f" = Field(default_factory={kind})", ("pydantic:Field",)
    text, imports = write_value(field, field.default)
    return f" = {text}", imports


def write_reset(field: Field) -> str:
    """Write what the API gives when the field was left out, as JSON has it."""
    if field.type == "decimal" and field.default is not None:
        return write_literal(str(Decimal(str(field.default)).quantize(unit(field))))
    return write_literal(field.default)
