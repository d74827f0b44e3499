from fastapi import FastAPI

from . import (health, items,
               users)

def init_app(app: FastAPI):
    app.include_router(health.router)
    app.include_router(items.router)
    app.include_router(users.router)
