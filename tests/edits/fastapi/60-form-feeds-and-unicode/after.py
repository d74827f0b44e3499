"""Маршруты магазина."""

from fastapi import FastAPI

from . import health, items, orders  # товары 🛒


def init_app(магазин: FastAPI) -> None:
    магазин.state.имя = "кафе́"; магазин.state.x = 1
    магазин.include_router(health.router)
    магазин.include_router(items.router)  #   not a line of its own
    магазин.include_router(orders.router)


END = "\
"
