from . import (items,)


def init_app(app):
    app.register_blueprint(items.router)
