from fastapi import FastAPI

from . import items


def init_app(app: FastAPI, mode: object) -> None:
    match mode:
        case {"limit": int(), **orders}:
            app.state.rest = orders
    app.include_router(items.router)
