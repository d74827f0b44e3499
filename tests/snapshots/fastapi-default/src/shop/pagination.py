"""Pages of a list: what a client asks for, and what it gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")


class PageQuery(BaseModel):
    """The part of a list that a client asks for."""

    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=1_000_000)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One part of a list, and the length of the whole."""

    items: Sequence[T]
    total: int
