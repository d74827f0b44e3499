import functools


def create(app):
    from .health import router as health
    from .items import router as items
    from .orders import router as orders

    @functools.lru_cache
    def register():
        app.register_blueprint(health)
        app.register_blueprint(items)
        app.register_blueprint(orders)

    register()
    return app
