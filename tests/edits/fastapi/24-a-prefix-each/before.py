from fastapi import FastAPI

from . import items, users


def init_app(app: FastAPI) -> None:
    app.include_router(items.router, prefix="/items", tags=["items"])
    app.include_router(users.router, prefix="/users", tags=["users"])
