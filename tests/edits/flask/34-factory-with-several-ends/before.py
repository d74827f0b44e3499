from flask import Flask

from .routes import home


def make_app(is_small: bool = False) -> Flask:
    app = Flask(__name__)
    app.config["SMALL"] = is_small
    home.init_app(app)
    if is_small:
        return app
    app.config["LARGE"] = True
    return app
