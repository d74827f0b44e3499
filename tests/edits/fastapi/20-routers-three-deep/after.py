from fastapi import APIRouter, FastAPI

from . import items, orders

PREFIX = "/shop"


def init_app(app: FastAPI) -> None:
    v1 = APIRouter(prefix="/v1")
    v1.include_router(items.router)
    v1.include_router(orders.router)
    api = APIRouter(prefix=PREFIX)
    api.include_router(v1, prefix="/rest")
    app.include_router(api, prefix="/api")
