from fastapi import FastAPI

from .routes import items, stock

public = FastAPI()
internal = FastAPI()

public.include_router(items.router)
internal.include_router(stock.router)
public.mount("/internal", internal)
