from . import health, items


def get(app):
    return app


def init_app(app):
    get(app).register_blueprint(health.router)
    get(app).register_blueprint(items.router)
