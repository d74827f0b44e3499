from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from .routes import orders


def make_app():
    application = Flask(__name__)
    application.config.from_object("shop.config")
    application.register_blueprint(orders.router)
    # the proxy says who asks
    return ProxyFix(application)
