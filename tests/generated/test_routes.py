"""Routes of all kinds in new projects: they hold what is asked of any code of the project."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from apigen.catalog import Catalog, load_catalog
from apigen.draft import Draft

from .additions import (
    ALL,
    CATEGORIES,
    EVENTS,
    LINE_ITEMS,
    LINES,
    NEWS,
    ORDERS,
    PAYMENTS,
    PEOPLE,
    PROFILES,
    REFUNDS,
    REMARKS,
    SUMMARY,
    USERS,
    Wanted,
    add_all,
)
from .combinations import accepted, cover_pairs, name
from .test_combinations import SERVERS
from .walk_resources import list_documented, walk_through
from .workshop import TOOLS, Workshop, call, run, write_project

# Few enough to be quick; every kind is there in each framework.
TURNS = (
    (ORDERS, LINES, REMARKS, NEWS, SUMMARY),
    (ORDERS, USERS, PAYMENTS, REFUNDS, CATEGORIES),
    (USERS, PROFILES, EVENTS, PEOPLE, LINE_ITEMS),
)
IS_FULL = os.environ.get("APIGEN_MATRIX") == "full"


def choose_drafts() -> list[Draft]:
    """Give the projects with services, each kind of storage in both frameworks."""
    drafts = [
        draft
        for draft in accepted(load_catalog())
        if not draft.answers["minimal"]
        and (draft.answers["deploy"], draft.answers["ci"]) == ((), "none")
    ]
    return drafts if IS_FULL else cover_pairs(drafts)


def choose_routes(number: int) -> Sequence[Wanted]:
    """Give all routes, or, where time is short, some: the kinds take turns over the projects."""
    return ALL if IS_FULL else TURNS[number // 2 % len(TURNS)]


DRAFTS = choose_drafts()


@pytest.mark.parametrize("number", range(len(DRAFTS)), ids=map(name, DRAFTS))
def test_new_routes_are_as_good_as_the_project(
    number: int, tmp_path: Path, real_catalog: Catalog, workshops: dict[str, Workshop]
) -> None:
    draft = DRAFTS[number]
    framework = draft.selection.framework
    workshop = workshops[framework]
    project = write_project(draft, tmp_path / "shop")
    additions = add_all(real_catalog, project, choose_routes(number))
    workshop.install(project)

    workshop.run(project, "ruff", "check")
    workshop.run(project, "ruff", "format", "--check")
    workshop.run(project, "mypy", "--cache-dir", str(workshop.folder / "mypy"))
    workshop.run(project, "pytest", "-p", "no:cacheprovider", "-q")
    if draft.answers["database"] != "none":
        for command in ("upgrade head", "downgrade base", "upgrade head", "check"):
            workshop.run(project, "alembic", *command.split())
    with workshop.serve(project, SERVERS[framework]) as url:
        walk_through(url, additions)
        if draft.answers["docs"]:
            documented = list_documented(call("GET", f"{url}/openapi.json").body)
            assert {pair for each in additions for pair in each.urls} <= documented
            options = ("--checks", "all", "--max-examples", "15", "--seed", "1", "--no-color")
            run([str(TOOLS / "st"), "run", f"{url}/openapi.json", *options], cwd=tmp_path)
