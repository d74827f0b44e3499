from fastapi import FastAPI

from ..settings import Settings
from .health import router as health_router
from .items import router as item_router
from .orders import router as orders_router
from .paging import LIMIT
from .stock import router as stock_router


def init_app(app: FastAPI, settings: Settings) -> None:
    app.state.limit = LIMIT
    app.include_router(health_router)
    app.include_router(item_router)
    app.include_router(stock_router)
    app.include_router(orders_router)
