from flask import Flask

from . import items, orders, users

LIMITS = {"orders": 10}


def init_app(app: Flask) -> None:
    app.config.update(orders=LIMITS["orders"])
    app.register_blueprint(items.router)
    app.register_blueprint(users.router)
    app.register_blueprint(orders.router)
    app.orders = app.extensions.get("orders")
