from . import item2, item3, item10, users


def init_app(app):
    app.register_blueprint(item2.router)
    app.register_blueprint(item10.router)
    app.register_blueprint(users.router)
    app.register_blueprint(item3.router)
