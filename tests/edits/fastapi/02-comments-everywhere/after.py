#!/usr/bin/env python3
# Routes of the shop. Ask Maria before you change the order!
"""Every route of the API."""  # do not move

from fastapi import FastAPI  # the framework

# -- our own --
from . import health, items, orders  # noqa: F401

# The order matters: what comes first wins.


def init_app(app: FastAPI) -> None:  # called by create_app
    # probes, without a log line
    app.include_router(health.router)  # no auth here
    # the catalogue
    app.include_router(items.router)  # noqa: E501 -- see app.include_router(orders.router)
    app.include_router(orders.router)
    # app.include_router(orders.router)  -- not yet
    # end of the list
