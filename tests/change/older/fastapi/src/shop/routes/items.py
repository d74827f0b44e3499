"""List, create, read, replace, change and delete items."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from ..database import SessionDep
from ..models.items import Item
from ..schemas import Page, PageQuery
from ..schemas.items import ItemCreate, ItemPage, ItemRead, ItemUpdate
from ..services import items

router = APIRouter(prefix="/items", tags=["items"])

ItemId = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.get("", response_model=ItemPage)
async def list_items(
    session: SessionDep,
    page: Annotated[PageQuery, Query()],
) -> Page[Item]:
    """List items, oldest first."""
    return await items.list_items(session, page)


@router.post("", response_model=ItemRead, status_code=201)
async def create_item(
    session: SessionDep,
    data: ItemCreate,
    request: Request,
    response: Response,
) -> Item:
    """Create an item."""
    item = await items.create_item(session, data)
    response.headers["Location"] = request.url_for("read_item", item_id=item.id).path
    return item


@router.get("/{item_id}", response_model=ItemRead)
async def read_item(session: SessionDep, item_id: ItemId) -> Item:
    """Read an item."""
    return await items.read_item(session, item_id)


@router.put("/{item_id}", response_model=ItemRead)
async def replace_item(session: SessionDep, item_id: ItemId, data: ItemCreate) -> Item:
    """Replace an item: what is left out falls back to its default."""
    return await items.replace_item(session, item_id, data)


@router.patch("/{item_id}", response_model=ItemRead)
async def update_item(session: SessionDep, item_id: ItemId, data: ItemUpdate) -> Item:
    """Change an item: what is left out stays as it is."""
    return await items.update_item(session, item_id, data)


@router.delete("/{item_id}", status_code=204)
async def delete_item(session: SessionDep, item_id: ItemId) -> None:
    """Delete an item."""
    await items.delete_item(session, item_id)
