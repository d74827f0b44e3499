from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

shop = Flask("shop")
admin = Flask("admin")
app = DispatcherMiddleware(shop, {"/admin": admin})
