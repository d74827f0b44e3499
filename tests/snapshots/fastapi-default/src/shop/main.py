"""What the server runs: `shop.main:app`."""

from . import logs
from .app import create_app
from .settings import Settings

settings = Settings()
logs.configure(settings)
app = create_app(settings)
