from fastapi import FastAPI

from .routes import items, orders, stock

public = FastAPI()
internal = FastAPI()

public.include_router(items.router)
internal.include_router(stock.router)
internal.include_router(orders.router)
public.mount("/internal", internal)
