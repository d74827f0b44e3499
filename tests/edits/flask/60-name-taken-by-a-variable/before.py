from flask import Flask

from . import items

app = Flask(__name__)
orders: list[str] = []
app.register_blueprint(items.router)
