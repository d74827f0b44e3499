"""List, create, read, replace, change and delete orders."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from ..database import SessionDep
from ..models.orders import Order
from ..schemas import Page, PageQuery
from ..schemas.orders import OrderCreate, OrderPage, OrderRead, OrderUpdate
from ..services import orders

router = APIRouter(prefix="/orders", tags=["orders"])

OrderId = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.get("", response_model=OrderPage)
async def list_orders(
    session: SessionDep,
    page: Annotated[PageQuery, Query()],
) -> Page[Order]:
    """List orders, oldest first."""
    return await orders.list_orders(session, page)


@router.post("", response_model=OrderRead, status_code=201)
async def create_order(
    session: SessionDep,
    data: OrderCreate,
    request: Request,
    response: Response,
) -> Order:
    """Create an order."""
    order = await orders.create_order(session, data)
    response.headers["Location"] = request.url_for("read_order", order_id=order.id).path
    return order


@router.get("/{order_id}", response_model=OrderRead)
async def read_order(session: SessionDep, order_id: OrderId) -> Order:
    """Read an order."""
    return await orders.read_order(session, order_id)


@router.put("/{order_id}", response_model=OrderRead)
async def replace_order(session: SessionDep, order_id: OrderId, data: OrderCreate) -> Order:
    """Replace an order: what is left out falls back to its default."""
    return await orders.replace_order(session, order_id, data)


@router.patch("/{order_id}", response_model=OrderRead)
async def update_order(session: SessionDep, order_id: OrderId, data: OrderUpdate) -> Order:
    """Change an order: what is left out stays as it is."""
    return await orders.update_order(session, order_id, data)


@router.delete("/{order_id}", status_code=204)
async def delete_order(session: SessionDep, order_id: OrderId) -> None:
    """Delete an order."""
    await orders.delete_order(session, order_id)
