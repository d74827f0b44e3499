from . import items, orders

DOC = """
from . import orders
app.register_blueprint(orders.router)
"""


def init_app(app):
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
