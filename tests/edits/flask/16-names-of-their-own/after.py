from flask import Flask

from . import items, orders, users


def init_app(app: Flask) -> None:
    app.register_blueprint(items.router, name="items_v1", subdomain="v1")
    app.register_blueprint(users.router, name="users_v1", subdomain="v1")
    app.register_blueprint(orders.router, subdomain="v1")
