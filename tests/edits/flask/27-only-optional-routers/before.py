from flask import Flask

try:
    from .items import router as items_router
except ImportError:
    raise


def init_app(app: Flask) -> None:
    app.register_blueprint(items_router)
