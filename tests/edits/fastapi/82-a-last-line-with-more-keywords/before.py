from fastapi import FastAPI

from . import items, users


def init_app(app: FastAPI) -> None:
    app.include_router(items.router, include_in_schema=True, deprecated=True)
    app.include_router(
        users.router,  # people
        include_in_schema=True,
        tags=["users"],
    )
