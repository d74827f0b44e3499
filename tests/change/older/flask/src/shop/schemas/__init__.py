"""What the API takes and gives, one module for each resource; here is what they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, Field

T = TypeVar("T")


def read_whole_number(value: object) -> object:
    """Take 1.0 for 1: to JSON Schema both are integers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# For text, the pattern of what databases keep.
NO_NUL = r"^[^\x00]*$"

# For integers, with `strict=True`, which refuses "1" and true.
JsonInteger = BeforeValidator(read_whole_number)

# For fields that a change may leave out. A factory, since a plain default would be in the
# JSON schema, where None is no valid value of most fields.
LEFT_OUT: Any = Field(default_factory=lambda: None)


class PageQuery(BaseModel):
    """The part of a list that a client asks for."""

    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=1_000_000)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One part of a list, and the length of the whole."""

    items: Sequence[T]
    total: int
