from fastapi import FastAPI

from . import health as health_routes, items as items_routes, orders as orders_routes


def init_app(app: FastAPI) -> None:
    app.include_router(health_routes.router)
    app.include_router(items_routes.router)
    app.include_router(orders_routes.router)
