from flask import Blueprint, Flask

from .routes import items

v1 = Blueprint("v1", __name__, url_prefix="/v1")
v2 = Blueprint("v2", __name__, url_prefix="/v2")
v1.register_blueprint(items.router)
v2.register_blueprint(items.router)

app = Flask(__name__)
app.register_blueprint(v1)
app.register_blueprint(v2)
