from .items import router as items_router


def init_app(app, orders=()):
    app.register_blueprint(items_router)
    app.orders = orders
