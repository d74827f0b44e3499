from fastapi import FastAPI

from . import items
from .legacy import *

app = FastAPI()
app.include_router(items.router)
