from fastapi import FastAPI

from . import items, stock, users


def init_public(app: FastAPI) -> None:
    app.include_router(items.router)


def init_private(app: FastAPI) -> None:
    app.include_router(stock.router)
    app.include_router(users.router)
