from fastapi import FastAPI

from . import health, items, orders

LIMIT = orders.LIMIT


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(items.router)
