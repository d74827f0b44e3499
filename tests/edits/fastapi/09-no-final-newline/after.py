from fastapi import FastAPI

from . import items, orders


def init_app(app: FastAPI) -> None:
    app.include_router(items.router)
    app.include_router(orders.router)