from flask import Flask

from .items import bp as items_bp
from .user_groups import bp as user_groups_bp


def init_app(app: Flask) -> None:
    app.register_blueprint(items_bp, url_prefix="/items")
    app.register_blueprint(user_groups_bp, url_prefix="/user-groups")
