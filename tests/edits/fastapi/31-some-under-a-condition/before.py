from fastapi import FastAPI

from . import debug, health, items


def init_app(app: FastAPI, *, is_debug: bool = False) -> None:
    app.include_router(health.router)
    app.include_router(items.router)
    if is_debug:
        app.include_router(debug.router, prefix="/debug")
