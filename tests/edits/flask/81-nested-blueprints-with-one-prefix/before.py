from flask import Blueprint, Flask

from . import items

api = Blueprint("api", __name__, url_prefix="/api")
api.register_blueprint(items.router, url_prefix="/v1")


def init_app(app: Flask) -> None:
    app.register_blueprint(api)
