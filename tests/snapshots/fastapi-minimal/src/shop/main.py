"""What the server runs: `shop.main:app`."""

from .app import create_app
from .settings import load_settings

app = create_app(load_settings())
