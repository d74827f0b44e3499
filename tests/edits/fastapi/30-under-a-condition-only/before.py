from fastapi import FastAPI

from . import items


def init_app(app: FastAPI, debug: bool) -> None:
    if debug:
        app.include_router(items.router)
