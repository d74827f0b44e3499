from fastapi import FastAPI


def init_app(app: FastAPI) -> None:
    from . import health
    from .items import router as items_router
    from .users import router as users_router

    app.include_router(health.router)
    app.include_router(items_router)
    app.include_router(users_router)
