import os

from . import items


def init_app(app):
    if os.environ.get("SHOP") == "open":
        app.register_blueprint(items.router)
    else:
        print("closed")
