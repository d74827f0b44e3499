from shop import routes
from shop.routes import health, items

from flask import Flask

app = Flask(routes.__name__)
app.register_blueprint(routes.health.router)
app.register_blueprint(routes.items.router)
