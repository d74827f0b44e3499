"""What the server runs: `shop.main:app`."""

import os

from . import logging_setup
from .app import create_app
from .settings import load_settings

settings = load_settings()
logging_setup.configure(settings)
app = create_app(settings)
if app.debug and "FLASK_RUN_FROM_CLI" not in os.environ:
    raise SystemExit("Settings: FLASK_DEBUG: is for the development server only")
