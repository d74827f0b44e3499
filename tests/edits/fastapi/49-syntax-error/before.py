from . import items


def init_app(app)
    app.include_router(items.router)
