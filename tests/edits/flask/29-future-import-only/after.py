"""The shop."""
from __future__ import annotations

import flask

from .routes import orders

app = flask.Flask(__name__)
app.secret_key = "not a secret"
app.register_blueprint(orders.router)
