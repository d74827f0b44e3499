"""What a platform asks, to know whether the application lives and can work."""

from fastapi import APIRouter

router = APIRouter()


@router.get("/healthz")
async def read_liveness() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "ok"}
