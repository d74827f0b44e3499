import flask
import shop.routes.items
import shop.routes.orders

app = flask.Flask(__name__)
app.register_blueprint(shop.routes.items.router)
app.register_blueprint(shop.routes.orders.router, url_prefix="/api/orders")
