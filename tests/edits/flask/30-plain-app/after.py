from flask import Flask

from routes import orders

app = Flask(__name__)
app.register_blueprint(orders.router)


@app.route("/")
def hello_world():
    return "<p>Hello, World!</p>"
