from fastapi import FastAPI

from . import (
    health,
    items  # things to buy
)


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(items.router)
