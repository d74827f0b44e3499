from fastapi import FastAPI

from .health import router as health_router
from .items import router as items_router
from .v2 import router as v2_router
from .v10 import router as v10_router

app = FastAPI()
app.include_router(health_router)
app.include_router(items_router)
app.include_router(v2_router)
app.include_router(v10_router)
