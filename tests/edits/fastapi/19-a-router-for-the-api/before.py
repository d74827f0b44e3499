from fastapi import APIRouter, FastAPI

from . import health, items, users

api = APIRouter(prefix="/api")
api.include_router(items.router)
api.include_router(users.router)


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(api)
