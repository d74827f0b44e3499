from fastapi import FastAPI

from shop.routes import health, items
from shop.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    app = FastAPI()
    app.include_router(health.router)
    app.include_router(items.router)
    return app
