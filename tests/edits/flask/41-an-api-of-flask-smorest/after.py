from flask import Flask
from flask_smorest import Api

from .routes.items import blp as ItemsBlueprint
from .routes.orders import router as orders_router
from .routes.stores import blp as StoresBlueprint


def create_app(db_url=None):
    app = Flask(__name__)
    app.config["API_TITLE"] = "Stores REST API"
    api = Api(app)

    api.register_blueprint(ItemsBlueprint)
    api.register_blueprint(StoresBlueprint)
    api.register_blueprint(orders_router)

    return app
