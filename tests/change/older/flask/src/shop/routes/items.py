"""List, create, read, replace, change and delete items."""

from apiflask import APIBlueprint
from flask import url_for

from ..database import open_session
from ..models.items import Item
from ..schemas import Page, PageQuery
from ..schemas.items import ItemCreate, ItemPage, ItemRead, ItemUpdate
from ..services import items

router = APIBlueprint("items", __name__, url_prefix="/items", tag="items")


@router.get("")
@router.input(PageQuery, location="query", arg_name="page")
@router.output(ItemPage)
def list_items(page: PageQuery) -> Page[Item]:
    """List items, oldest first."""
    with open_session() as session:
        return items.list_items(session, page)


@router.post("")
@router.input(ItemCreate, arg_name="data")
@router.output(ItemRead, status_code=201)
def create_item(data: ItemCreate) -> tuple[Item, int, dict[str, str]]:
    """Create an item."""
    with open_session() as session:
        item = items.create_item(session, data)
    return item, 201, {"Location": url_for(".read_item", item_id=item.id)}


@router.get("/<int:item_id>")
@router.output(ItemRead)
def read_item(item_id: int) -> Item:
    """Read an item."""
    with open_session() as session:
        return items.read_item(session, item_id)


@router.put("/<int:item_id>")
@router.input(ItemCreate, arg_name="data")
@router.output(ItemRead)
def replace_item(item_id: int, data: ItemCreate) -> Item:
    """Replace an item: what is left out falls back to its default."""
    with open_session() as session:
        return items.replace_item(session, item_id, data)


@router.patch("/<int:item_id>")
@router.input(ItemUpdate, arg_name="data")
@router.output(ItemRead)
def update_item(item_id: int, data: ItemUpdate) -> Item:
    """Change an item: what is left out stays as it is."""
    with open_session() as session:
        return items.update_item(session, item_id, data)


@router.delete("/<int:item_id>")
@router.output({}, status_code=204)
def delete_item(item_id: int) -> str:
    """Delete an item."""
    with open_session() as session:
        items.delete_item(session, item_id)
    return ""
