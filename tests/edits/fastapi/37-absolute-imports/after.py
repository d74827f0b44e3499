from fastapi import FastAPI

from shop.routes import health, items, orders
from shop.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    app = FastAPI()
    app.include_router(health.router)
    app.include_router(items.router)
    app.include_router(orders.router)
    return app
