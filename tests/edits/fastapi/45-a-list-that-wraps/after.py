from fastapi import FastAPI

from . import (
    addresses,
    baskets,
    categories,
    customers,
    deliveries,
    health,
    items,
    orders,
    payments,
    users,
)


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(addresses.router)
    app.include_router(baskets.router)
    app.include_router(categories.router)
    app.include_router(customers.router)
    app.include_router(deliveries.router)
    app.include_router(items.router)
    app.include_router(payments.router)
    app.include_router(users.router)
    app.include_router(orders.router)
