"""Tells a platform how the application is."""

from flask import Blueprint

router = Blueprint("health", __name__)


@router.get("/healthz")
def read_liveness() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "ok"}
