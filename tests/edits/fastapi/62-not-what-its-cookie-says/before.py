# coding: utf-8
from . import items

# café


def init_app(app):
    app.include_router(items.router)
