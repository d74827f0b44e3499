from flask import Flask

try:
    from .items import router as items_router
except ImportError:
    raise
from .orders import router as orders_router


def init_app(app: Flask) -> None:
    app.register_blueprint(items_router)
    app.register_blueprint(orders_router)
