"""Tells a platform how the application is."""

from fastapi import APIRouter

router = APIRouter()


@router.get("/healthz")
async def read_liveness() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "ok"}
