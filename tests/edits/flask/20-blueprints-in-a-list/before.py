from flask import Flask

from .health import router as health
from .items import router as items

BLUEPRINTS = [health, items]


def init_app(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
