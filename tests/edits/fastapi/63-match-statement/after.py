from fastapi import FastAPI

from . import health, items, orders


def init_app(app: FastAPI, mode: str) -> None:
    match mode:
        case "full" | "all":
            app.state.mode = 1
        case [first, *others]:
            app.state.mode = 2
        case _:
            app.state.mode = 0
    app.include_router(health.router)
    app.include_router(items.router)
    app.include_router(orders.router)
