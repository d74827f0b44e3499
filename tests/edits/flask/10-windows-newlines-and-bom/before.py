from flask import Flask

from . import health
from . import items


def init_app(app: Flask) -> None:
	app.register_blueprint(health.router)
	app.register_blueprint(items.router)