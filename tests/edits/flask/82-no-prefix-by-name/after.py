from flask import Flask

from . import items, orders


def init_app(app: Flask) -> None:
    app.register_blueprint(items.router, url_prefix=None)
    app.register_blueprint(orders.router, url_prefix=None)
