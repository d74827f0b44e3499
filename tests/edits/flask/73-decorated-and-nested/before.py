import functools


def create(app):
    from .health import router as health
    from .items import router as items

    @functools.lru_cache
    def register():
        app.register_blueprint(health)
        app.register_blueprint(items)

    register()
    return app
