from . import health, items


def init_app(app):
    add = app.register_blueprint
    add(health.router)
    add(items.router)
