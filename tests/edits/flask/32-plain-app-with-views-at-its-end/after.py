from flask import Flask

from shop.routes import orders

app = Flask(__name__)
app.register_blueprint(orders.router)

from shop import views  # noqa: E402,F401
