from .items import router as items_router


class orders_router:
    pass


def init_app(app):
    app.register_blueprint(items_router)
