from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ..errors import NotFoundError
from ..models.items import Item
from ..schemas import Page, PageQuery
from ..schemas.items import ItemCreate, ItemUpdate


async def list_items(session: AsyncSession, page: PageQuery) -> Page[Item]:
    """List the items, oldest first."""
    total = await session.scalar(select(func.count()).select_from(Item))
    selection = select(Item).order_by(Item.id).limit(page.limit).offset(page.offset)
    items = await session.scalars(selection)
    return Page(items=items.all(), total=total or 0)


async def create_item(session: AsyncSession, data: ItemCreate) -> Item:
    """Store a new item."""
    item = Item(**data.model_dump())
    session.add(item)
    await session.commit()
    return item


async def read_item(session: AsyncSession, item_id: int) -> Item:
    """Give the item, or raise NotFoundError."""
    item = await session.get(Item, item_id)
    if item is None:
        raise NotFoundError(f"There is no item {item_id}.")
    return item


async def replace_item(session: AsyncSession, item_id: int, data: ItemCreate) -> Item:
    """Set every field of the item, or raise NotFoundError."""
    return await change_item(session, item_id, data.model_dump())


async def update_item(session: AsyncSession, item_id: int, data: ItemUpdate) -> Item:
    """Set the fields that were sent, or raise NotFoundError."""
    return await change_item(session, item_id, data.model_dump(exclude_unset=True))


async def change_item(session: AsyncSession, item_id: int, changes: dict[str, Any]) -> Item:
    item = await read_item(session, item_id)
    for name, value in changes.items():
        setattr(item, name, value)
    await session.commit()
    return item


async def delete_item(session: AsyncSession, item_id: int) -> None:
    """Remove the item, or raise NotFoundError."""
    item = await read_item(session, item_id)
    await session.delete(item)
    await session.commit()
