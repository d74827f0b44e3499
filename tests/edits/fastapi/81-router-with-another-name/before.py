from fastapi import FastAPI

from .items import items_router
from .users import users_router


def register(app: FastAPI) -> None:
    app.include_router(items_router)
    app.include_router(users_router)
