from flask import Flask as Application

from .routes import orders

application: Application = Application(__name__)
application.register_blueprint(orders.router)
