from flask import Flask

from . import items, orders


def init_app(app: Flask) -> None:
    for blueprint, prefix in ((items.router, "/items"), (orders.router, "/orders")):
        app.register_blueprint(blueprint, url_prefix=prefix)
