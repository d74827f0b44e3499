"""Every route of the API, registered in one place."""

from fastapi import FastAPI

from . import greeting, health


def init_app(app: FastAPI) -> None:
    app.include_router(greeting.router)
    app.include_router(health.router)
