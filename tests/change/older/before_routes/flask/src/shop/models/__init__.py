"""The tables; importing this package imports them all, which migrations rely on."""

from ..database import Base
from .items import Item

__all__ = ["Base", "Item"]
