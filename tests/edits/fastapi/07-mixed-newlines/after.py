from . import health, items, orders


def init_app(app):
    app.include_router(health.router)
    app.include_router(items.router)
    app.include_router(orders.router)
    return app
