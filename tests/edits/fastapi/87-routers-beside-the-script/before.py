from fastapi import FastAPI
from items import router as items_router
from zones import router as zones_router

app = FastAPI()
app.include_router(items_router)
app.include_router(zones_router)


def orders():
    return []
