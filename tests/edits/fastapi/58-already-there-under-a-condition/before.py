import shop.routes.orders
from fastapi import FastAPI

from .routes import items

app = FastAPI()
app.include_router(items.router)
if __debug__:
    router = shop.routes.orders.router
    app.include_router(router)
