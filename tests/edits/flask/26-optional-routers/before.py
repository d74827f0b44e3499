from flask import Flask

from . import health

try:
    from . import items
except ImportError:  # the catalogue is sold separately
    items = None


def init_app(app: Flask) -> None:
    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
