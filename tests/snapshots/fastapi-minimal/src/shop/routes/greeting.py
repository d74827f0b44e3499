from typing import Annotated

from fastapi import APIRouter, Query, Request

from ..settings import Settings

router = APIRouter()


@router.get("/greeting")
async def read_greeting(
    request: Request, name: Annotated[str, Query(max_length=100)] = "World"
) -> dict[str, str]:
    """Greet someone by name."""
    settings: Settings = request.app.state.settings
    return {"greeting": f"{settings.greeting}, {name}!"}
