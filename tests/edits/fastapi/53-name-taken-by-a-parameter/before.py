from fastapi import FastAPI

from . import items


def init_app(app: FastAPI, orders: int = 0) -> None:
    app.include_router(items.router)
    app.state.first = orders
