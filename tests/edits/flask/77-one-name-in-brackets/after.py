from . import (items, orders,)


def init_app(app):
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
