from fastapi import FastAPI

from . import items


def orders() -> list[str]:
    return ["asc", "desc"]


def init_app(app: FastAPI) -> None:
    app.include_router(items.router)
