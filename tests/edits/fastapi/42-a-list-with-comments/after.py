from fastapi import FastAPI

from . import (  # keep sorted (please)
    # probes
    health,  # no auth
    # things to buy
    items,
    orders,
    # people
    users,  # GDPR!
    # the end
)


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(items.router)
    app.include_router(users.router)
    app.include_router(orders.router)
