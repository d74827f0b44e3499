from . import orders


def init_app(app):
    app.register_blueprint(orders.router, url_prefix="/api")
