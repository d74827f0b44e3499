from fastapi import FastAPI

from ..settings import settings
from . import items


def init_app(app: FastAPI) -> None:
    app.include_router(items.router, prefix=f"/{settings.name}/api")
