from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from .routes import orders

shop = Flask("shop")
shop.register_blueprint(orders.router)
admin = Flask("admin")
app = DispatcherMiddleware(shop, {"/admin": admin})
