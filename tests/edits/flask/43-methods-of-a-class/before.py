from apiflask import APIFlask

from shop.routes import health, items


class Shop:
    app: APIFlask

    def __init__(self, app: APIFlask):
        self.app = app
        self.register()

    def register(self):
        register = self.app.register_blueprint
        self.app.register_blueprint(health.router)
        self.app.register_blueprint(items.router)
