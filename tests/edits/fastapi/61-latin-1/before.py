# -*- coding: latin-1 -*-
"""Les routes du café."""

from . import health, items

NOM = "café"


def init_app(app):
    app.include_router(health.router)  # santé
    app.include_router(items.router)
