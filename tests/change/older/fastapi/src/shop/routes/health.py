"""Tells a platform how the application is."""

from fastapi import APIRouter, HTTPException

from .. import database

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def read_liveness() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def read_readiness(session: database.SessionDep) -> dict[str, str]:
    """Answer when the process can work, with the database that it needs."""
    if not await database.is_reachable(session):
        raise HTTPException(503, "The database does not answer.")
    return {"status": "ok"}
