from fastapi import FastAPI

from . import health, items


def init_app(app: FastAPI) -> None:
    [app.include_router(module.router) for module in (health, items)]
