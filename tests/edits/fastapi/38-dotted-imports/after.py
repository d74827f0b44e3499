import fastapi

import shop.routes.health
import shop.routes.items
import shop.routes.orders
import shop.settings

app = fastapi.FastAPI(title=shop.settings.TITLE)
app.include_router(shop.routes.health.router)
app.include_router(shop.routes.items.router)
app.include_router(shop.routes.orders.router)
