from apiflask import APIBlueprint, APIFlask

from . import items

api = APIBlueprint("api", __name__, url_prefix="/api")
api.register_blueprint(items.router)


def init_app(app: APIFlask) -> None:
    app.register_blueprint(api, url_prefix="/v1")
