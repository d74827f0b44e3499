from flask import Flask

from shop.routes import items


def init_app(app: Flask):
    app.register_blueprint(items.bp, url_prefix="/api")
