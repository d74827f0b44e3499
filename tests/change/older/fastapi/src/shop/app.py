"""Puts the application together."""

from importlib.metadata import version

from fastapi import FastAPI

from . import database, error_handlers, middleware, openapi, routes
from .settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Make an application; each call gives a new one, so that tests share nothing."""
    app = FastAPI(
        redirect_slashes=False,
        # No OpenTelemetry SDK is installed, and every request would look for one.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        title="Shop",
        version=version("shop"),
        generate_unique_id_function=lambda route: route.name,
        docs_url=None,
        redoc_url=None,
        lifespan=database.lifespan,
        openapi_url="/openapi.json" if settings.docs_enabled else None,
    )
    app.state.settings = settings
    middleware.init_app(app)
    error_handlers.init_app(app)
    openapi.init_app(app)
    routes.init_app(app)
    return app
