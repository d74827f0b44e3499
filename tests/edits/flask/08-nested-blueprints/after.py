from flask import Blueprint, Flask

from . import health, items, orders, users

api = Blueprint("api", __name__, url_prefix="/api")
api.register_blueprint(items.router)
api.register_blueprint(users.router)
api.register_blueprint(orders.router)


def init_app(app: Flask) -> None:
    app.register_blueprint(health.router)
    app.register_blueprint(api)
