"""The shop."""
from __future__ import annotations

import flask

app = flask.Flask(__name__)
app.secret_key = "not a secret"
