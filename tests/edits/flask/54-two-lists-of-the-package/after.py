from . import health, items, orders
from . import users as user_routes


def init_app(app):
    app.register_blueprint(health.router)
    app.register_blueprint(user_routes.router)
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
