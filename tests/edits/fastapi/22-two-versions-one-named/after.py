from fastapi import APIRouter, FastAPI

from . import items, orders, stock

v1 = APIRouter(prefix="/v1")
v1.include_router(items.router)
v2 = APIRouter(prefix="/v2")
v2.include_router(items.router)
v2.include_router(stock.router)
v2.include_router(orders.router)


def init_app(app: FastAPI) -> None:
    app.include_router(v1)
    app.include_router(v2)
