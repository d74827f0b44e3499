from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from .routes import orders
from .settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or Settings()
    app = FastAPI(title=settings.title)

    @app.get("/ping")
    def ping() -> str:
        return "pong"

    app.include_router(orders.router)
    if settings.public:
        app.mount("/", StaticFiles(directory=settings.public))
    return app
