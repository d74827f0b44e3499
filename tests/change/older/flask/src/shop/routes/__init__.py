"""Every route of the API, registered in one place."""

from apiflask import APIFlask
from werkzeug.routing import IntegerConverter

from . import health, items, orders


class RowId(IntegerConverter):
    """A number that every database can hold; anything else is not found."""

    regex = r"[1-9][0-9]{0,17}"


def init_app(app: APIFlask) -> None:
    app.url_map.converters["int"] = RowId
    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
