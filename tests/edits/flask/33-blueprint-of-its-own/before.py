from flask import Blueprint, Flask

app = Flask(__name__)
pages = Blueprint("pages", __name__)


@pages.get("/")
def index():
    return "Shop"


app.register_blueprint(pages)
