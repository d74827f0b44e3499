from flask import Flask

from . import items
from .options import OPTIONS


def init_app(app: Flask) -> None:
    app.register_blueprint(items.router, **OPTIONS)
