from fastapi import FastAPI

from . import health
from . import items
from . import users


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(items.router)
    app.include_router(users.router)
