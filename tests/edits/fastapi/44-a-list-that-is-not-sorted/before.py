from fastapi import FastAPI

from . import users, health, items


def init_app(app: FastAPI) -> None:
    app.include_router(users.router)
    app.include_router(health.router)
    app.include_router(items.router)
