"""Every route of the API, registered in one place."""

from fastapi import FastAPI

from . import health, items


def init_app(app: FastAPI) -> None:
    app.include_router(items.router)
    app.include_router(health.router)
