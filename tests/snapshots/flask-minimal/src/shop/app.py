"""Puts the application together."""

from flask import Flask

from . import routes
from .settings import Settings


def create_app(settings: Settings) -> Flask:
    """Make an application; each call gives a new one, so that tests share nothing."""
    app = Flask(__name__)
    app.extensions["settings"] = settings
    routes.init_app(app)
    return app
