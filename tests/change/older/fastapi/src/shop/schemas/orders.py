from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from . import LEFT_OUT, NO_NUL
from .decimals import DecimalText

Customer = Annotated[str, Field(pattern=NO_NUL, max_length=200)]
Total = Annotated[Decimal, DecimalText(12, 2)]

EXAMPLE: JsonDict = {"customer": "Customer", "total": "1.50"}


class OrderCreate(BaseModel):
    """A new order, or all of one that is replaced."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    customer: Customer
    total: Total


class OrderUpdate(BaseModel):
    """A change of an order: what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    customer: Customer = LEFT_OUT
    total: Total = LEFT_OUT


class OrderRead(BaseModel):
    """An order as clients see it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    customer: str
    total: Decimal


class OrderPage(BaseModel):
    """A page of orders, and how many there are in all."""

    model_config = ConfigDict(from_attributes=True)

    items: list[OrderRead]
    total: int
