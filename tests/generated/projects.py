"""New projects for tests, rendered in this process."""

from collections.abc import Mapping
from pathlib import Path

from apigen.answers import settle
from apigen.catalog import load_catalog
from apigen.draft import Draft, draft_project
from apigen.question import Value

from .combinations import SHOP
from .workshop import write_project


def draft_new(given: Mapping[str, Value] | None = None) -> Draft:
    """Draft the project that `given` answers ask for, with the usual ones for the rest."""
    catalog = load_catalog()
    answers = settle(catalog.questions(), {"framework": "fastapi", **(given or {})})
    return draft_project(catalog, SHOP, answers)


def write_new_project(folder: Path, given: Mapping[str, Value] | None = None) -> Path:
    """Write that project."""
    return write_project(draft_new(given), folder)
