from . import (accounts, addresses, baskets, categories, customers, deliveries, health)
from . import orders


def init_app(app):
    app.register_blueprint(health.router)
    app.register_blueprint(accounts.router)
    app.register_blueprint(addresses.router)
    app.register_blueprint(baskets.router)
    app.register_blueprint(categories.router)
    app.register_blueprint(customers.router)
    app.register_blueprint(deliveries.router)
    app.register_blueprint(orders.router)
