from flask import Flask

from shop.routes import items, orders


def init_app(app: Flask):
    app.register_blueprint(items.bp, url_prefix="/api")
    app.register_blueprint(orders.router, url_prefix="/api")
