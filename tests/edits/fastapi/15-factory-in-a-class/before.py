from fastapi import FastAPI

from shop.routes import health, items


class Factory:
    """Makes the app."""

    def __init__(self) -> None:
        self.app = FastAPI()

    def build(self) -> FastAPI:
        self.app.include_router(health.router)
        self.app.include_router(items.router)
        return self.app
