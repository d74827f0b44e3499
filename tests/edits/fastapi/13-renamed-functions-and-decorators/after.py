import functools

from fastapi import FastAPI

from . import items, orders, users


def logged(function):
    @functools.wraps(function)
    def inner(*args):
        print(function.__name__)
        return function(*args)

    return inner


@logged
def wire_everything_up(application: FastAPI, /, *, verbose: bool = False) -> FastAPI:
    """Add the routes."""
    application.include_router(items.router)
    application.include_router(users.router)
    application.include_router(orders.router)
    return application
