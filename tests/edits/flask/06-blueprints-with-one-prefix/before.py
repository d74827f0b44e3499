from flask import Flask

from .items import bp as items_bp
from .users import bp as users_bp


def init_app(app: Flask) -> None:
    app.register_blueprint(items_bp, url_prefix="/api")
    app.register_blueprint(users_bp, url_prefix="/api")
