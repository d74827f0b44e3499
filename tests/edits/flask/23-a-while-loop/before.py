from . import items

LEFT = [items.router]


def init_app(app):
    while LEFT:
        app.register_blueprint(LEFT.pop())
