from ..services import items as item_service, orders
from . import items


def init_app(app):
    app.state.services = (item_service, orders)
    app.include_router(items.router)
