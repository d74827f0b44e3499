from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from . import health, items


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(items.router)
    app.mount("/", StaticFiles(directory="public", html=True))


def count_routes(app: FastAPI) -> int:
    return len(app.routes)
