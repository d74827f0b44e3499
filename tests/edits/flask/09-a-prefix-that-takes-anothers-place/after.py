from apiflask import APIBlueprint, APIFlask

from . import items, orders

api = APIBlueprint("api", __name__, url_prefix="/api")
api.register_blueprint(items.router)
api.register_blueprint(orders.router)


def init_app(app: APIFlask) -> None:
    app.register_blueprint(api, url_prefix="/v1")
