from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ..errors import NotFoundError
from ..models.orders import Order
from ..schemas import Page, PageQuery
from ..schemas.orders import OrderCreate, OrderUpdate


async def list_orders(session: AsyncSession, page: PageQuery) -> Page[Order]:
    """List the orders, oldest first."""
    total = await session.scalar(select(func.count()).select_from(Order))
    selection = select(Order).order_by(Order.id).limit(page.limit).offset(page.offset)
    orders = await session.scalars(selection)
    return Page(items=orders.all(), total=total or 0)


async def create_order(session: AsyncSession, data: OrderCreate) -> Order:
    """Store a new order."""
    order = Order(**data.model_dump())
    session.add(order)
    await session.commit()
    return order


async def read_order(session: AsyncSession, order_id: int) -> Order:
    """Give the order, or raise NotFoundError."""
    order = await session.get(Order, order_id)
    if order is None:
        raise NotFoundError(f"There is no order {order_id}.")
    return order


async def replace_order(session: AsyncSession, order_id: int, data: OrderCreate) -> Order:
    """Set every field of the order, or raise NotFoundError."""
    return await change_order(session, order_id, data.model_dump())


async def update_order(session: AsyncSession, order_id: int, data: OrderUpdate) -> Order:
    """Set the fields that were sent, or raise NotFoundError."""
    return await change_order(session, order_id, data.model_dump(exclude_unset=True))


async def change_order(session: AsyncSession, order_id: int, changes: dict[str, Any]) -> Order:
    order = await read_order(session, order_id)
    for name, value in changes.items():
        setattr(order, name, value)
    await session.commit()
    return order


async def delete_order(session: AsyncSession, order_id: int) -> None:
    """Remove the order, or raise NotFoundError."""
    order = await read_order(session, order_id)
    await session.delete(order)
    await session.commit()
