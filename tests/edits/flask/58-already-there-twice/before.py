from . import orders as o


def init_app(app):
    app.register_blueprint(o.router, url_prefix="/v1")
    app.register_blueprint(o.router, url_prefix="/v2", name="v2")
