from fastapi import FastAPI

from . import health, items, orders

MODULES = [health, items, orders]


def init_app(app: FastAPI) -> None:
    for module in MODULES:
        app.include_router(module.router, prefix="/api")
