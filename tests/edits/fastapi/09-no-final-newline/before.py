from fastapi import FastAPI

from . import items


def init_app(app: FastAPI) -> None:
    app.include_router(items.router)