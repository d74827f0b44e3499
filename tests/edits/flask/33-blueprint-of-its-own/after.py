from flask import Blueprint, Flask

from .routes import orders

app = Flask(__name__)
pages = Blueprint("pages", __name__)


@pages.get("/")
def index():
    return "Shop"


app.register_blueprint(pages)
app.register_blueprint(orders.router)
