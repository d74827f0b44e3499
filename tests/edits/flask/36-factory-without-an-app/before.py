from .base import make_base


def make_app():
    app = make_base(__name__)
    return app
