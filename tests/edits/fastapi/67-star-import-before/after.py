from fastapi import *

from .settings import *
from . import items, orders

app = FastAPI()
app.include_router(items.router)
app.include_router(orders.router)
