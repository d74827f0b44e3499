from fastapi import FastAPI

from . import items, orders, users

COMMON = {"prefix": "/api"}


def init_app(app: FastAPI) -> None:
    app.include_router(items.router, **COMMON)
    app.include_router(users.router, **COMMON)
    app.include_router(orders.router, **COMMON)
