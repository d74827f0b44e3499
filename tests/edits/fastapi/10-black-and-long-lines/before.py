from fastapi import Depends, FastAPI

from ..security import require_token
from . import health, items


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    app.include_router(
        items.router,
        prefix="/api/v1",
        dependencies=[Depends(require_token)],
        tags=["items"],
    )
