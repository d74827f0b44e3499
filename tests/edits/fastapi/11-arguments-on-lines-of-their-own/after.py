from fastapi import Depends, FastAPI

from ..security import require_token, require_verified_email_address
from . import items, orders


def init_app(app: FastAPI) -> None:
    app.include_router(
        items.router,
        prefix="/api/v1",
        dependencies=[Depends(require_token), Depends(require_verified_email_address)],
    )
    app.include_router(
        orders.router,
        prefix="/api/v1",
        dependencies=[Depends(require_token), Depends(require_verified_email_address)],
    )
