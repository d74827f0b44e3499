from apiflask import APIFlask

from . import health, items


def init_app(app: APIFlask) -> None:
    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
    if app.config.get("PAGES"):
        from . import pages

        app.register_blueprint(pages.router, url_prefix="/pages")
