from flask import Flask

from . import items, users


def init_app(app: Flask) -> None:
    for blueprint, prefix in ((items.router, "/items"), (users.router, "/users")):
        app.register_blueprint(blueprint, url_prefix=prefix)
