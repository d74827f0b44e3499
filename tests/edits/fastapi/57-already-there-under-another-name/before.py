from fastapi import APIRouter, FastAPI

from shop.routes import items
from shop.routes.orders import router as sales

api = APIRouter(prefix="/api")
api.include_router(router=sales, prefix="/v1")
api.include_router(items.router, prefix="/v1")
app = FastAPI()
app.include_router(api)
