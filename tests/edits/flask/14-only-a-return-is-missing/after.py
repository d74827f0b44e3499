from flask import Flask

from .routes import items, orders

app = Flask(__name__)
app.register_blueprint(items.router)
app.register_blueprint(orders.router)