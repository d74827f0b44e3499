from . import health, items


def init_app(app):
    app.register_blueprint(health.router)
<<<<<<< ours
    app.register_blueprint(items.router)
||||||| base
=======
    app.register_blueprint(items.router, url_prefix="/items")
>>>>>>> theirs
