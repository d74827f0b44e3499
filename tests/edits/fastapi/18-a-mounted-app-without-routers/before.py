from fastapi import FastAPI

app = FastAPI()
admin = FastAPI(title="Admin")

app.mount("/admin", admin)
