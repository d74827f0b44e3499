from . import health, items


def init_app(app):
    app.include_router(health.router)
    app.include_router(items.router)
    return app
