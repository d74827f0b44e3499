"""Writes a field as Pydantic types: what the API takes, and what it gives."""

from dataclasses import dataclass

from ..routes.field import Field
from .bounds import LARGE, WHOLE, greatest, is_signed, least, longest, shortest
from .literals import write_literal, write_number

EMAIL = r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
URL = r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!-~]*)?$"

# What a type alias must not be called, since schema modules import it.
_TAKEN = frozenset(
    {"Annotated", "BaseModel", "ConfigDict", "Decimal", "EXAMPLE", "Field", "JsonDict", "Literal"}
)
_SHARED = frozenset({"AllValues", "BooleanText", "DecimalText", "JsonInteger", "NO_NUL"})
_KINDS = ("Body", "Create", "Page", "Query", "Read", "Update")
_PLAIN = {"str": "str", "text": "str", "email": "str", "url": "str", "enum": "str"}
_PLAIN |= {"int": "int", "ref": "int", "float": "float", "bool": "bool", "uuid": "UUID"}
_PLAIN |= {"decimal": "Decimal", "date": "date", "datetime": "datetime", "json": "JsonValue"}
_IMPORTS = {
    "decimal": ("decimal:Decimal",),
    "date": ("datetime:date",),
    "datetime": ("datetime:datetime",),
    "uuid": ("uuid:UUID",),
    "json": ("pydantic:JsonValue",),
}
_TAKEN_AS = {"bool": "StrictBool", "uuid": "UUID", "json": "AnyJson"}
_TAKEN_AS |= {"date": "Date", "datetime": "UtcDatetime"}
_TAKEN_IMPORTS = {
    "bool": ("pydantic:StrictBool",),
    "uuid": ("uuid:UUID",),
    "json": (".json_values:AnyJson",),
    "date": (".dates:Date",),
    "datetime": (".datetimes:UtcDatetime",),
}


@dataclass(frozen=True)
class SchemaType:
    """How a type is written: `name` where it is used, `definitions` before, `imports` above."""

    name: str
    definitions: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()


def plain_type(field: Field) -> SchemaType:
    """Give the type of a stored value, with no constraints: what is read, and what models hold."""
    if field.type == "list" and field.element:
        inner = plain_type(field.element)
        return SchemaType(f"list[{inner.name}]", imports=inner.imports)
    return SchemaType(_PLAIN[field.type], imports=_IMPORTS.get(field.type, ()))


def taken_type(field: Field, class_name: str) -> SchemaType:
    """Give the type of a value that a client sends, with all its constraints.

    `class_name` is that of the resource, whose schemas an alias must not hide.
    """
    if field.type in _TAKEN_AS:
        return SchemaType(_TAKEN_AS[field.type], imports=_TAKEN_IMPORTS[field.type])
    alias = name_alias(field.name, class_name)
    if field.type == "list" and field.element:
        return _list_type(field, field.element, alias, class_name)
    text, imports = _constrain(field)
    return SchemaType(alias, (f"{alias} = {text}",), imports)


def _list_type(field: Field, element: Field, alias: str, class_name: str) -> SchemaType:
    own = Field(f"{field.name}_entry", element.type, choices=element.choices)
    inner = taken_type(own, class_name)
    text = f"Annotated[list[{inner.name}], Field({write_lengths(field)})]"
    imports = (*inner.imports, "typing:Annotated", "pydantic:Field")
    return SchemaType(alias, (*inner.definitions, f"{alias} = {text}"), imports)


def _constrain(field: Field) -> tuple[str, tuple[str, ...]]:
    annotated = ("typing:Annotated", "pydantic:Field")
    if field.type == "enum":
        return f"Literal[{', '.join(map(write_literal, field.choices))}]", ("typing:Literal",)
    if field.type in {"int", "ref"}:
        text = f"Annotated[int, Field(strict=True, {write_values(field)}), JsonInteger]"
        return text, (*annotated, ".:JsonInteger")
    if field.type == "float":
        between = ", ".join(("strict=True", "allow_inf_nan=False", *write_limits(field)))
        return f"Annotated[float, Field({between})]", annotated
    if field.type == "decimal":
        signed = "" if is_signed(field) else ", is_signed=False"
        between = ", ".join(write_limits(field))
        limits = f"Field({between}), " if between else ""
        text = f"Annotated[Decimal, {limits}DecimalText({field.digits}, {field.places}{signed})]"
        imports = ("typing:Annotated", "decimal:Decimal", ".decimals:DecimalText")
        return text, (*imports, "pydantic:Field") if between else imports
    pattern = {"email": EMAIL, "url": URL}.get(field.type)
    if pattern:
        return f'Annotated[str, Field(pattern=r"{pattern}", {write_lengths(field)})]', annotated
    text = f"Annotated[str, Field(pattern=NO_NUL, {write_lengths(field)})]"
    return text, (*annotated, ".:NO_NUL")


def write_lengths(field: Field) -> str:
    """Write the bounds of a length as arguments of Field."""
    low = f"min_length={write_number(shortest(field))}, " if shortest(field) else ""
    return f"{low}max_length={write_number(longest(field))}"


def write_values(field: Field) -> str:
    """Write the bounds of a whole number as arguments of Field."""
    if field.type == "ref":
        return "ge=1, le=2**53 - 1"  # all that a JSON number holds exactly
    return f"ge={_write_bound(least(field))}, le={_write_bound(greatest(field))}"


def _write_bound(value: int) -> str:
    known = {WHOLE: "2**31 - 1", -WHOLE - 1: "-(2**31)", LARGE: "2**63 - 1", -LARGE: "-(2**63) + 1"}
    return known.get(value) or write_number(value)


def write_limits(field: Field) -> tuple[str, ...]:
    """Write the bounds that a number was given, and no others, as arguments of Field."""
    low = () if field.minimum is None else (f"ge={write_number(field.minimum)}",)
    return low if field.maximum is None else (*low, f"le={write_number(field.maximum)}")


def name_alias(name: str, class_name: str) -> str:
    """Name the type of a field after it, hiding nothing that schema modules have."""
    alias = "".join(word.capitalize() for word in name.split("_"))
    taken = _TAKEN | {f"{class_name}{kind}" for kind in _KINDS}
    taken |= {*_TAKEN_AS.values(), *_PLAIN.values(), *_SHARED}
    return f"{alias}Value" if alias in taken else alias
