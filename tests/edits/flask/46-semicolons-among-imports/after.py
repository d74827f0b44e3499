import flask; from . import health, items, orders


def init_app(app: flask.Flask) -> None:
    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
