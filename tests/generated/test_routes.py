"""Routes of all kinds in new projects: they hold what is asked of any code of the project."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from apigen.catalog import Catalog, load_catalog
from apigen.question import FRAMEWORKS, NONE
from apigen.selection import Selection

from .additions import (
    ALL,
    CATEGORIES,
    EVENTS,
    LINE_ITEMS,
    LINES,
    MEMBERS,
    NEWS,
    ORDERS,
    PAYMENTS,
    PEOPLE,
    PROFILES,
    REFUNDS,
    REMARKS,
    SUMMARY,
    Wanted,
    add_all,
)
from .callers import sign_in
from .combinations import (
    IS_FULL,
    accepted,
    choose_each_code,
    cover,
    list_code_answers,
    make_draft,
    name,
)
from .walk_resources import list_documented, walk_through
from .workshop import SERVERS, Workshop, call, write_project

# Few enough to be quick; every kind is there in each framework.
TURNS = (
    (ORDERS, LINES, REMARKS, NEWS, SUMMARY),
    (ORDERS, MEMBERS, PAYMENTS, REFUNDS, CATEGORIES),
    (MEMBERS, PROFILES, EVENTS, PEOPLE, LINE_ITEMS),
)


def choose_selections() -> tuple[Selection, ...]:
    """Give projects with services in which all that routes can tell apart occurs in pairs."""
    able = [one for one in accepted(load_catalog()) if not one.answers["minimal"]]
    return choose_each_code(able) if IS_FULL else cover(able, list_facts)


def list_facts(selection: Selection) -> Iterator[Hashable]:
    """Give each kind of authentication, and every two answers where any kind is as good as another.

    What routes have of it is the same: a caller, whose id is the owner. Each kind with every other
    answer is checked in test_combinations.py.
    """
    answers = dict(list_code_answers(selection))
    yield answers["auth"]
    answers["auth"] = answers["auth"] != NONE
    yield from combinations(answers.items(), 2)


def choose_routes(number: int) -> Sequence[Wanted]:
    """Give all routes, or some: in the projects of each framework the kinds take turns."""
    framework = SELECTIONS[number].framework
    before = sum(selection.framework == framework for selection in SELECTIONS[:number])
    return ALL if IS_FULL else TURNS[before % len(TURNS)]


SELECTIONS = choose_selections()


def test_every_kind_of_route_is_there_in_each_framework() -> None:
    there = {
        (selection.framework, wanted.path)
        for number, selection in enumerate(SELECTIONS)
        for wanted in choose_routes(number)
    }
    wanted = {one.path for turn in TURNS for one in turn}
    assert there >= {(framework, path) for framework in FRAMEWORKS for path in wanted}


@pytest.mark.parametrize("number", range(len(SELECTIONS)), ids=map(name, SELECTIONS))
def test_new_routes_are_as_good_as_the_project(
    number: int,
    tmp_path: Path,
    real_catalog: Catalog,
    workshops: dict[str, Workshop],
    give_database: Callable[[Path], None],
) -> None:
    selection = SELECTIONS[number]
    framework = selection.framework
    workshop = workshops[framework]
    project = write_project(make_draft(selection), tmp_path / "shop")
    give_database(project)
    additions = add_all(real_catalog, project, choose_routes(number))
    workshop.install(project)

    workshop.run(project, "ruff", "check")
    workshop.run(project, "ruff", "format", "--check")
    workshop.run(project, "mypy", "--cache-dir", str(workshop.folder / "mypy"))
    workshop.run(project, "pytest", "-p", "no:cacheprovider", "-q")
    if selection.answers["database"] != NONE:
        workshop.migrate(project)
    with (
        sign_in(selection.answers["auth"], workshop, project) as users,
        workshop.serve(project, SERVERS[framework]) as url,
    ):
        walk_through(url, additions, users[0])
        if selection.answers["docs"]:
            documented = list_documented(call("GET", f"{url}/openapi.json").body)
            assert {pair for each in additions for pair in each.urls} <= documented
            workshop.examine(url, tmp_path, *users)
