# vim: set fileencoding=latin-1 :
from . import items, orders

PRIX = "£"


def init_app(app):
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
