import importlib
import pkgutil

from fastapi import FastAPI


def init_app(app: FastAPI) -> None:
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        app.include_router(module.router)
