"""What the API takes and gives, one module for each resource."""

from typing import Any

from pydantic import BeforeValidator, Field


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
