"""Routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .health import router as health_router
from .items import router as items_router

if TYPE_CHECKING:
    from fastapi import FastAPI

    from .paging import Page


def init_app(app: FastAPI) -> None:
    app.include_router(health_router)
    app.include_router(items_router)
