from fastapi import FastAPI
from fastapi.testclient import TestClient


def check() -> None:
    app = FastAPI()
    assert TestClient(app).get("/").status_code == 404
