from fastapi import *

from .settings import *
from . import items

app = FastAPI()
app.include_router(items.router)
