import fastapi
import uvicorn

import items
import orders
import users

app = fastapi.FastAPI()
app.include_router(items.router)
app.include_router(users.router)
app.include_router(orders.router)

if __name__ == "__main__":
    uvicorn.run(app)
