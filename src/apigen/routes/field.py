"""The fields of a resource: what each is called, what it holds and what it allows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

TypeName = Literal[
    "str",
    "text",
    "int",
    "float",
    "decimal",
    "bool",
    "date",
    "datetime",
    "uuid",
    "email",
    "url",
    "json",
    "enum",
    "list",
    "ref",
]
Bound = int | float | Decimal


@dataclass(frozen=True)
class Field:
    """One field, as `name:type` and what follows it say.

    `default` is a value as JSON has it, None unless `has_default`: text for a decimal, date, datetime
    or uuid. `minimum` and `maximum` bound a number's value, and the length of text or of a list.
    `choices` belong to enum, `element` (a Field without a name) to list, `target` (the name of
    another resource, such as `users`) to ref, `digits` and `places` to decimal.
    """

    name: str
    type: TypeName
    is_optional: bool = False
    has_default: bool = False
    default: object = None
    is_unique: bool = False
    is_indexed: bool = False
    minimum: Bound | None = None
    maximum: Bound | None = None
    choices: tuple[str, ...] = ()
    element: "Field | None" = None
    target: str = ""
    digits: int = 12
    places: int = 2

    @property
    def is_required(self) -> bool:
        """Whether whoever makes a new one must say it."""
        return not self.is_optional and not self.has_default
