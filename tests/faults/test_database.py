"""One project of those that the script checks, in the suite."""

from pathlib import Path

from apigen.catalog import load_catalog

from ..generated.workshop import build_workshop
from ..postgresql import run_server
from .database import check, make_project


def test_the_loss_of_the_database_is_survived(tmp_path: Path) -> None:
    workshop = build_workshop(tmp_path / "workshop", load_catalog(), "fastapi")
    with run_server() as server:
        project = make_project(tmp_path, {"fastapi": workshop}, "fastapi-async", server)
        check("fastapi-async", project, workshop, server)
