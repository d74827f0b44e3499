from fastapi import FastAPI

from .routes import items, users

TAGS = [
    {"name": "items", "description": "Things"},
    {"name": "orders", "description": "Sales"},
]


def create_application() -> FastAPI:
    application = FastAPI(openapi_tags=TAGS, docs_url=None)
    application.include_router(items.router, tags=["items"], dependencies=[])
    application.include_router(users.router, tags=["users"], dependencies=[])

    @application.get("/{rest:path}")
    async def not_here(rest: str) -> str:
        return rest

    return application
