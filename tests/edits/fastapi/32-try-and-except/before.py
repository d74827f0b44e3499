from fastapi import FastAPI

from . import health, items

try:
    from . import graphs
except ImportError:
    graphs = None


def init_app(app: FastAPI) -> None:
    app.include_router(health.router)
    try:
        app.include_router(graphs.router)
    except AttributeError:
        pass
    app.include_router(items.router)
