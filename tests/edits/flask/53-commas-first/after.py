from . import (
    health
    , items, orders
    , users
)


def init_app(app):
    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
    app.register_blueprint(users.router)
    app.register_blueprint(orders.router)
