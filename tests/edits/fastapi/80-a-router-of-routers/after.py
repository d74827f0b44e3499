from fastapi import APIRouter

from . import orders
from .items.views import router as items_router
from .users.views import router as users_router

api_router = APIRouter(prefix="/api/v1")
api_router.include_router(items_router, tags=["items"])
api_router.include_router(users_router, tags=["users"])
api_router.include_router(orders.router)
