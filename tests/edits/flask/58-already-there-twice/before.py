from . import orders as o


def init_app(app):
    app.register_blueprint(o.router, url_prefix="/v1/orders")
    app.register_blueprint(o.router, url_prefix="/v2/orders", name="v2")
