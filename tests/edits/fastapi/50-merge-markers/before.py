from fastapi import FastAPI

<<<<<<< HEAD
from . import health, items
=======
from . import items, users
>>>>>>> feature/users


def init_app(app: FastAPI) -> None:
    app.include_router(items.router)
