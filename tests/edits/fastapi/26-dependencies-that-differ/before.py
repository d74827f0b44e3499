from fastapi import Depends, FastAPI

from ..auth import admin, user
from . import items, staff


def init_app(app: FastAPI) -> None:
    app.include_router(items.router, dependencies=[Depends(user)])
    app.include_router(staff.router, dependencies=[Depends(admin)])
