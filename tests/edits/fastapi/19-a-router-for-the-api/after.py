from fastapi import APIRouter, FastAPI

from . import health, items, orders, users

api = APIRouter(prefix="/api")
api.include_router(items.router)
api.include_router(users.router)
api.include_router(orders.router)


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(api)
