"""Puts the application together."""

from importlib.metadata import version

from apiflask import APIFlask

from . import database, error_handlers, middleware, openapi, routes
from .settings import Settings


def create_app(settings: Settings) -> APIFlask:
    """Make an application; each call gives a new one, so that tests share nothing."""
    app = APIFlask(
        __name__,
        title="Shop",
        version=version("shop"),
        docs_path=None,
        enable_openapi=settings.docs_enabled,
    )
    app.extensions["settings"] = settings
    app.json.sort_keys = False  # type: ignore[attr-defined]
    middleware.init_app(app)
    error_handlers.init_app(app)
    openapi.init_app(app)
    database.init_app(app)
    routes.init_app(app)
    return app
