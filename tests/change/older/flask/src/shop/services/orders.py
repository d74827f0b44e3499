from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..errors import NotFoundError
from ..models.orders import Order
from ..schemas import Page, PageQuery
from ..schemas.orders import OrderCreate, OrderUpdate


def list_orders(session: Session, page: PageQuery) -> Page[Order]:
    """List the orders, oldest first."""
    total = session.scalar(select(func.count()).select_from(Order))
    selection = select(Order).order_by(Order.id).limit(page.limit).offset(page.offset)
    orders = session.scalars(selection)
    return Page(items=orders.all(), total=total or 0)


def create_order(session: Session, data: OrderCreate) -> Order:
    """Store a new order."""
    order = Order(**data.model_dump())
    session.add(order)
    session.commit()
    return order


def read_order(session: Session, order_id: int) -> Order:
    """Give the order, or raise NotFoundError."""
    order = session.get(Order, order_id)
    if order is None:
        raise NotFoundError(f"There is no order {order_id}.")
    return order


def replace_order(session: Session, order_id: int, data: OrderCreate) -> Order:
    """Set every field of the order, or raise NotFoundError."""
    return change_order(session, order_id, data.model_dump())


def update_order(session: Session, order_id: int, data: OrderUpdate) -> Order:
    """Set the fields that were sent, or raise NotFoundError."""
    return change_order(session, order_id, data.model_dump(exclude_unset=True))


def change_order(session: Session, order_id: int, changes: dict[str, Any]) -> Order:
    order = read_order(session, order_id)
    for name, value in changes.items():
        setattr(order, name, value)
    session.commit()
    return order


def delete_order(session: Session, order_id: int) -> None:
    """Remove the order, or raise NotFoundError."""
    order = read_order(session, order_id)
    session.delete(order)
    session.commit()
