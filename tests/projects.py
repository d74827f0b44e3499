"""Projects that have been given routes, made once and copied for each test that wants one."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from apigen.catalog import load_catalog

from .generated.additions import Wanted, add, want
from .generated.projects import write_new_project

EVENTS = want("events", "starts_at:datetime,index", "day:date", "price:decimal")


def make_with(place: Path, *wanted: Wanted, **answers: str | bool) -> Path:
    """Copy a project with these routes into `place`, and give its folder."""
    return shutil.copytree(_make_once(wanted, tuple(answers.items())), place / "shop")


@cache
def _make_once(wanted: tuple[Wanted, ...], answers: tuple[tuple[str, str | bool], ...]) -> Path:
    place = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, place)
    root = write_new_project(place / "shop", dict(answers))
    for one in wanted:
        add(load_catalog(), root, one)
    return root
