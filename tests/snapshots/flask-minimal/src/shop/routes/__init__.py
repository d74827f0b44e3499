"""Every route of the API, registered in one place."""

from flask import Flask

from . import greeting, health


def init_app(app: Flask) -> None:
    app.register_blueprint(health.router)
    app.register_blueprint(greeting.router)
