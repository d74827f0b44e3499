from fastapi import FastAPI

from . import health, items


def init_app(app: FastAPI) -> None:
    for module in (health, items):
        app.include_router(module.router)
