from fastapi import FastAPI

from . import (
    health,
    items,  # things to buy
    orders
)


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(items.router)
    app.include_router(orders.router)
