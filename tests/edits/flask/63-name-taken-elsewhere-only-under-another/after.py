from .items import router as items_router
from .orders import router as orders_router


def init_app(app, orders=()):
    app.register_blueprint(items_router)
    app.register_blueprint(orders_router)
    app.orders = orders
