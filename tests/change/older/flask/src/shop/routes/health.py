"""Tells a platform how the application is."""

from apiflask import APIBlueprint, abort

from .. import database

router = APIBlueprint("health", __name__, tag="health")


@router.get("/healthz")
def read_liveness() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "ok"}


@router.get("/readyz")
def read_readiness() -> dict[str, str]:
    """Answer when the process can work, with the database that it needs."""
    with database.open_session() as session:
        if not database.is_reachable(session):
            abort(503, "The database does not answer.")
    return {"status": "ok"}
