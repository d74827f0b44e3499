from fastapi import FastAPI

from . import health, items, orders, users


def init_probes(app: FastAPI) -> None:
    app.include_router(health.router)


def init_app(app: FastAPI) -> None:
    app.include_router(items.router)
    app.include_router(users.router)
    app.include_router(orders.router)
