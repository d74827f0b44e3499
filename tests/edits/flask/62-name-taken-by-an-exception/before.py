from . import items


def init_app(app):
    app.register_blueprint(items.router)
    try:
        app.check()
    except ValueError as orders:
        print(orders)
