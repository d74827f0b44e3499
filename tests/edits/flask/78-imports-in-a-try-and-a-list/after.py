from apiflask import APIFlask

try:
    import orjson as json
except ImportError:
    import json

from .. import __version__
from ..auth import (
    current_user,
    require_login,
)
from . import (
    items,
    orders,
    users,
)


def init_app(app: APIFlask) -> None:
    app.config["VERSION"] = __version__
    app.before_request(require_login)
    app.json.dumps = json.dumps
    app.register_blueprint(items.router)
    app.register_blueprint(users.router)
    app.register_blueprint(orders.router)
    app.context_processor(lambda: {"user": current_user})
