from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..errors import NotFoundError
from ..models.items import Item
from ..schemas import Page, PageQuery
from ..schemas.items import ItemCreate, ItemUpdate


def list_items(session: Session, page: PageQuery) -> Page[Item]:
    """List the items, oldest first."""
    total = session.scalar(select(func.count()).select_from(Item))
    selection = select(Item).order_by(Item.id).limit(page.limit).offset(page.offset)
    items = session.scalars(selection)
    return Page(items=items.all(), total=total or 0)


def create_item(session: Session, data: ItemCreate) -> Item:
    """Store a new item."""
    item = Item(**data.model_dump())
    session.add(item)
    session.commit()
    return item


def read_item(session: Session, item_id: int) -> Item:
    """Give the item, or raise NotFoundError."""
    item = session.get(Item, item_id)
    if item is None:
        raise NotFoundError(f"There is no item {item_id}.")
    return item


def replace_item(session: Session, item_id: int, data: ItemCreate) -> Item:
    """Set every field of the item, or raise NotFoundError."""
    return change_item(session, item_id, data.model_dump())


def update_item(session: Session, item_id: int, data: ItemUpdate) -> Item:
    """Set the fields that were sent, or raise NotFoundError."""
    return change_item(session, item_id, data.model_dump(exclude_unset=True))


def change_item(session: Session, item_id: int, changes: dict[str, Any]) -> Item:
    item = read_item(session, item_id)
    for name, value in changes.items():
        setattr(item, name, value)
    session.commit()
    return item


def delete_item(session: Session, item_id: int) -> None:
    """Remove the item, or raise NotFoundError."""
    item = read_item(session, item_id)
    session.delete(item)
    session.commit()
