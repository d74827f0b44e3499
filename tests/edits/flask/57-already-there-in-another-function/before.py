from flask import Flask

from . import items


def init_app(app: Flask) -> None:
    app.register_blueprint(items.router)


def init_late(app: Flask) -> None:
    from .orders import router

    app.register_blueprint(router)
