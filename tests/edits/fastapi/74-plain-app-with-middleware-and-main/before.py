import uvicorn
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI(
    title="Shop",
    version="1.0",
)
app.state.count = 0
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
)


@app.get("/{path:path}")
def catch_all(path: str) -> str:
    return path


if __name__ == "__main__":
    uvicorn.run(app)
