"""List, create, read, replace, change and delete orders."""

from apiflask import APIBlueprint
from flask import url_for

from ..database import open_session
from ..models.orders import Order
from ..schemas import Page, PageQuery
from ..schemas.orders import OrderCreate, OrderPage, OrderRead, OrderUpdate
from ..services import orders

router = APIBlueprint("orders", __name__, url_prefix="/orders", tag="orders")


@router.get("")
@router.input(PageQuery, location="query", arg_name="page")
@router.output(OrderPage)
def list_orders(page: PageQuery) -> Page[Order]:
    """List orders, oldest first."""
    with open_session() as session:
        return orders.list_orders(session, page)


@router.post("")
@router.input(OrderCreate, arg_name="data")
@router.output(OrderRead, status_code=201)
def create_order(data: OrderCreate) -> tuple[Order, int, dict[str, str]]:
    """Create an order."""
    with open_session() as session:
        order = orders.create_order(session, data)
    return order, 201, {"Location": url_for(".read_order", order_id=order.id)}


@router.get("/<int:order_id>")
@router.output(OrderRead)
def read_order(order_id: int) -> Order:
    """Read an order."""
    with open_session() as session:
        return orders.read_order(session, order_id)


@router.put("/<int:order_id>")
@router.input(OrderCreate, arg_name="data")
@router.output(OrderRead)
def replace_order(order_id: int, data: OrderCreate) -> Order:
    """Replace an order: what is left out falls back to its default."""
    with open_session() as session:
        return orders.replace_order(session, order_id, data)


@router.patch("/<int:order_id>")
@router.input(OrderUpdate, arg_name="data")
@router.output(OrderRead)
def update_order(order_id: int, data: OrderUpdate) -> Order:
    """Change an order: what is left out stays as it is."""
    with open_session() as session:
        return orders.update_order(session, order_id, data)


@router.delete("/<int:order_id>")
@router.output({}, status_code=204)
def delete_order(order_id: int) -> str:
    """Delete an order."""
    with open_session() as session:
        orders.delete_order(session, order_id)
    return ""
