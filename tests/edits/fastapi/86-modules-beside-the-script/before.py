import fastapi
import uvicorn

import items
import users

app = fastapi.FastAPI()
app.include_router(items.router)
app.include_router(users.router)

if __name__ == "__main__":
    uvicorn.run(app)
