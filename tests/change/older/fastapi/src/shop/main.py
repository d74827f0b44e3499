"""What the server runs: `shop.main:app`."""

import signal
import sys

from . import logging_setup
from .app import create_app
from .settings import load_settings

settings = load_settings()
logging_setup.configure(settings)
app = create_app(settings)
# Once it has stopped in order, uvicorn raises the signal again: that is no failure.
if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
