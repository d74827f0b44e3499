from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def make_app():
    application = Flask(__name__)
    application.config.from_object("shop.config")
    # the proxy says who asks
    return ProxyFix(application)
