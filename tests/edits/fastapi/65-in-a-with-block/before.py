from contextlib import suppress

from fastapi import FastAPI

from . import items


def init_app(app: FastAPI) -> None:
    with suppress(ValueError):
        app.include_router(items.router)
