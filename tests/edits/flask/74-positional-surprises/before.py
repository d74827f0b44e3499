from . import items


def init_app(app, options):
    app.register_blueprint(items.router, *options)
