from fastapi import FastAPI

try:
    app = FastAPI(title=open("title").read())
except OSError:
    app = FastAPI()
