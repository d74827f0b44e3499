from flask import Flask

from . import items


def init_app(app: Flask) -> None:
    app.register_blueprint(items.router, url_prefix=None)
