"""Puts the application together."""

from fastapi import FastAPI

from . import routes
from .settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Make an application; each call gives a new one, so that tests share nothing."""
    app = FastAPI(openapi_url=None)
    app.state.settings = settings
    routes.init_app(app)
    return app
