from . import items

if (orders := len("abc")) > 2:
    pass


def init_app(app):
    app.include_router(items.router)
