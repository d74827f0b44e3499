"""A switched project is the twin of what it was; what its owner wrote for the other framework is named."""

from pathlib import Path

import pytest

from apigen.change.planning import read_project
from apigen.change.switching import plan_switch
from apigen.question import Value

from ..generated.additions import LINES, ORDERS, add_all
from .owners_edits import edit
from .projects import CATALOG, carry_out, draft, read, render, without_state, write

WAYS = (("flask", "fastapi"), ("fastapi", "flask"))
ANSWERS: tuple[dict[str, Value], ...] = (
    {},
    {"auth": "jwt"},
    {"auth": "session", "templates": True, "database": "postgres"},
    {"database": "none", "docs": False},
)


@pytest.mark.parametrize("answers", ANSWERS, ids=lambda answers: "-".join(map(str, answers)))
@pytest.mark.parametrize(("framework", "other"), WAYS)
def test_an_untouched_project_becomes_the_one_that_new_makes(
    tmp_path: Path, framework: str, other: str, answers: dict[str, Value]
) -> None:
    given = {**answers, "async": False}
    write(tmp_path, render(draft({**given, "framework": framework})))

    change = plan_switch(CATALOG, tmp_path, read_project(tmp_path), other)
    carry_out(change)

    assert not change.conflicts
    assert read(tmp_path) == render(draft({**given, "framework": other}))


@pytest.mark.parametrize("answers", ANSWERS[1:3], ids=lambda answers: "-".join(map(str, answers)))
@pytest.mark.parametrize(("framework", "other"), WAYS)
def test_routes_that_came_later_come_along(
    tmp_path: Path, framework: str, other: str, answers: dict[str, Value]
) -> None:
    roots = {}
    for name in (framework, other):
        given = {**answers, "async": False, "framework": name}
        roots[name] = write(tmp_path / name, render(draft(given)))
        add_all(CATALOG, roots[name], (ORDERS, LINES))

    change = plan_switch(CATALOG, roots[framework], read_project(roots[framework]), other)
    carry_out(change)

    assert not change.conflicts
    assert without_state(read(roots[framework])) == without_state(read(roots[other]))


@pytest.mark.parametrize(("framework", "other"), WAYS)
def test_what_the_owner_wrote_stays_or_is_named(tmp_path: Path, framework: str, other: str) -> None:
    texts = render(draft({"framework": framework, "async": False}))
    shared, own = "src/shop/services/items.py", "src/shop/routes/items.py"
    texts |= {path: edit(path, texts[path]) for path in (shared, own)}
    texts["src/shop/reports.py"] = f"import {framework}\n"
    texts["src/shop/plain.py"] = "import json\n"
    write(tmp_path, texts)

    change = plan_switch(CATALOG, tmp_path, read_project(tmp_path), other)
    carry_out(change)

    assert {merge.path for merge in change.conflicts} == {own, "src/shop/reports.py"}
    there = read(tmp_path)
    assert there[shared] == texts[shared]
    assert "def our_own" in there[own]
    for path in ("src/shop/reports.py", "src/shop/plain.py"):
        assert there[path] == texts[path]
