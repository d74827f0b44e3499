import fastapi

import shop.routes.health
import shop.routes.items
import shop.settings

app = fastapi.FastAPI(title=shop.settings.TITLE)
app.include_router(shop.routes.health.router)
app.include_router(shop.routes.items.router)
