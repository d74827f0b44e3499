"""Every route of the API, registered in one place."""

from apiflask import APIFlask

from . import health, items


def init_app(app: APIFlask) -> None:
    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
