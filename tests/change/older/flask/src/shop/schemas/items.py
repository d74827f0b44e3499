from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from . import LEFT_OUT, NO_NUL, JsonInteger

Name = Annotated[str, Field(pattern=NO_NUL, min_length=1, max_length=100)]
Description = Annotated[str, Field(pattern=NO_NUL, max_length=1000)]
Quantity = Annotated[int, Field(strict=True, ge=0, le=1_000_000), JsonInteger]

EXAMPLE: JsonDict = {"name": "Name", "description": "Description", "quantity": 1}


class ItemCreate(BaseModel):
    """A new item, or all of one that is replaced."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    name: Name
    description: Description | None = None
    quantity: Quantity = 0


class ItemUpdate(BaseModel):
    """A change of an item: what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    name: Name = LEFT_OUT
    description: Description | None = LEFT_OUT
    quantity: Quantity = LEFT_OUT


class ItemRead(BaseModel):
    """An item as clients see it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    description: str | None
    quantity: int


class ItemPage(BaseModel):
    """A page of items, and how many there are in all."""

    model_config = ConfigDict(from_attributes=True)

    items: list[ItemRead]
    total: int
