from fastapi import FastAPI

from .routes import health, items
from .settings import Settings


async def create_app(settings: Settings) -> FastAPI:
    app = FastAPI(title=settings.title)
    await settings.load()
    app.include_router(health.router)
    app.include_router(items.router)
    await settings.check()
    return app
