"""Routes that came later follow a change of answers, and those that went stay away."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from apigen.change.carrying import format_files
from apigen.change.demands import Verb
from apigen.change.rebuilding import rebuild
from apigen.destination import open_project
from apigen.errors import Refused
from apigen.existing.project import load_project, read_memory
from apigen.existing.removal import plan_removal
from apigen.project_tree import render_project
from apigen.question import NONE, Value
from apigen.routes.record import FILES
from apigen.workspace import apply

from ..generated.additions import ALL, LINES, MEMBERS, ORDERS, SUMMARY, Wanted, add, want
from .projects import CATALOG, Texts, change, draft, plan, read, render, without_state, write

Given = Mapping[str, Value]
NOTES = want("items/{item_id}/notes", "title:str,unique", "body:text")
FEW = (ORDERS, LINES, SUMMARY)
BOTH = pytest.mark.parametrize("framework", ["fastapi", "flask"])
# What a project has, the word for what comes to it, and what it has then.
CHANGES: Mapping[str, tuple[str, Given, str, Given]] = {
    "a database": ("fastapi", {"database": NONE}, "sqlite", {}),
    "a server": ("flask", {"database": NONE}, "postgres", {"database": "postgres"}),
    "async": ("flask", {"async": False}, "async", {"async": True}),
    "pages": ("fastapi", {}, "templates", {"templates": True}),
    "users": ("flask", {}, "auth=session", {"auth": "session"}),
}


def make(place: Path, given: Given, *routes: Wanted) -> Path:
    """Write a project and add routes to it, as the commands do; nothing of them is protected."""
    return write(place, _make_texts(tuple(given.items()), routes))


@cache
def _make_texts(given: tuple[tuple[str, Value], ...], routes: tuple[Wanted, ...]) -> Texts:
    with TemporaryDirectory() as name:
        root = write(Path(name), render(draft(dict(given))))
        for wanted in routes:
            is_open = dict(given).get("auth", NONE) != NONE
            add(CATALOG, root, replace(wanted, is_protected=False) if is_open else wanted)
        return read(root)


def remove_route(root: Path, path: str) -> None:
    """Take a route away, as the command does."""
    apply(
        open_project(root),
        plan_removal(load_project(root), path, has_drop=False).plan,
        lambda _: None,
    )


def without_history(texts: Texts) -> Texts:
    """Leave out the migrations, and what apigen remembers."""
    return {p: text for p, text in without_state(texts).items() if "/versions/" not in p}


@pytest.mark.parametrize(
    "given",
    [
        {"framework": "flask", "database": NONE},
        {"framework": "fastapi", "auth": "jwt"},
        {"framework": "flask", "auth": "oidc", "templates": True},
    ],
)
def test_what_was_written_is_rebuilt_to_the_byte(tmp_path: Path, given: Given) -> None:
    root = make(tmp_path, given, *ALL)
    project, drafted = load_project(root), draft(given)

    rebuilt = rebuild(project, drafted, *render_project(drafted, lambda: "secret"))

    formed = format_files(project, rebuilt, [*rebuilt.files])
    texts = without_state(read(root))
    assert {p: file.text for p, file in formed.items() if p != ".env"} == {
        path: text for path, text in texts.items() if path != ".env"
    }
    assert project.stored
    assert rebuilt.records == project.stored.routes


@pytest.mark.parametrize(("framework", "given", "word", "after"), CHANGES.values(), ids=CHANGES)
def test_untouched_routes_follow_and_come_back(
    tmp_path: Path, framework: str, given: Given, word: str, after: Given
) -> None:
    given, after = _say({**given, "framework": framework}), _say({**after, "framework": framework})
    root = make(tmp_path / "old", given, *FEW)
    mine, stored = read(root), read_memory(root)
    new = make(tmp_path / "new", after, *FEW)

    assert not change(root, "add", [word]).conflicts

    see = without_state if given.get("database") == NONE else without_history
    assert {**see(read(root)), ".env": ""} == {**see(read(new)), ".env": ""}
    assert not change(root, "remove", [word.rpartition("=")[2]]).conflicts
    assert without_history(read(root)) == without_history(mine)
    again = read_memory(root)
    assert stored
    assert again
    assert (again.routes, again.answers) == (stored.routes, stored.answers)


def _say(given: Given) -> Given:
    """Leave out what is so without a word."""
    questions = {question.key: question for question in CATALOG.questions(given["framework"])}
    return {k: v for k, v in given.items() if v != questions[k].get_default(minimal=False)}


@BOTH
def test_what_their_owner_changed_is_merged(tmp_path: Path, framework: str) -> None:
    root = make(tmp_path, {"framework": framework, "database": NONE}, ORDERS)
    handlers = root / "src/shop/routes/orders.py"
    text = handlers.read_text()
    router = next(line for line in text.splitlines() if line.startswith("router = "))
    handlers.write_text(text.replace(router, f"{router}\nOURS = 1"))

    assert not change(root, "add", ["sqlite"]).conflicts

    assert f"{router}\nOURS = 1\n" in handlers.read_text()
    assert "session" in handlers.read_text()
    assert "store" not in handlers.read_text()
    assert "Order" in (root / "src/shop/models/__init__.py").read_text()


@BOTH
def test_a_route_that_went_does_not_come_back(tmp_path: Path, framework: str) -> None:
    root = make(tmp_path, {"framework": framework, "database": NONE}, MEMBERS)
    remove_route(root, "items")

    assert not change(root, "add", ["sqlite"]).conflicts

    assert not [path for path in read(root) if "item" in path]
    assert "Item" not in (root / "src/shop/models/__init__.py").read_text()
    names = [path.name for path in (root / "migrations/versions").iterdir()]
    assert names == ["0001_create_members.py"]


def test_a_route_that_came_again_otherwise_stays_as_it_is(tmp_path: Path) -> None:
    root = make(tmp_path, {"database": NONE})
    remove_route(root, "items")
    add(CATALOG, root, want("items", "label:str"))

    assert not change(root, "add", ["sqlite"]).conflicts

    assert "label: Mapped[str]" in (root / "src/shop/models/items.py").read_text()


def test_routes_stay_as_open_as_they_are_but_for_what_belongs_to_a_closed_one(
    tmp_path: Path,
) -> None:
    root = make(tmp_path, {}, MEMBERS, NOTES)

    change_to_users = change(root, "add", ["auth=jwt"])

    stored = read_memory(root)
    assert stored
    closed = {str(record["path"]) for record in stored.routes if "access" in record}
    assert closed == {"/items", "/items/{item_id}/notes"}
    assert "As open as before: /members." in change_to_users.notes
    opened = change(root, "remove", ["auth"])
    assert "Open to everybody now: /items and /items/{item_id}/notes." in opened.notes


def test_tests_keep_what_the_project_puts_before_its_paths(tmp_path: Path) -> None:
    root = make(tmp_path, {"framework": "fastapi", "database": NONE})
    seam = root / "src/shop/routes/__init__.py"
    text = seam.read_text()
    assert "include_router(items.router)" in text
    seam.write_text(text.replace("(items.router)", '(items.router, prefix="/v1")'))
    text = seam.read_text()
    add(CATALOG, root, MEMBERS)
    seam.write_text(seam.read_text().replace("(members.router)", '(members.router, prefix="/v1")'))
    test = root / "tests/routes/test_members.py"
    test.write_text(test.read_text().replace('"/members', '"/v1/members'))

    assert not change(root, "add", ["sqlite"]).conflicts

    assert '"/members' not in test.read_text()
    assert '"/v1/members' in test.read_text()


def test_records_name_the_files_that_there_are(tmp_path: Path) -> None:
    root = make(tmp_path, {}, *FEW)
    steps: tuple[tuple[Verb, str], ...]
    steps = (("add", "auth=jwt"), ("add", "postgres"), ("remove", "auth"))
    for verb, word in steps:
        change(root, verb, [word])
        stored, texts = read_memory(root), read(root)
        assert stored
        assert {path for record in stored.routes for path in record[FILES]} <= texts.keys()
        assert stored.blobs.keys() <= texts.keys()


def test_a_route_in_the_way_of_a_feature_is_named_before_anything_is_written(
    tmp_path: Path,
) -> None:
    root = make(tmp_path, {}, want("users", "name:str"))
    before = read(root)
    with pytest.raises(Refused, match="The route /users is in the way of this change") as caught:
        plan(root, "add", ["auth=jwt"])
    assert "apigen remove-route users" in caught.value.hint
    assert read(root) == before


def test_a_name_that_closed_routes_need_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path, {}, want("items/{item_id}/notes", "caller:str"))
    with pytest.raises(Refused, match="'caller': that name is in use there"):
        plan(root, "add", ["auth=jwt"])


def test_what_belongs_to_a_route_that_came_again_open_stays_open(tmp_path: Path) -> None:
    root = make(tmp_path, {})
    remove_route(root, "items")
    (root / "migrations/versions/0001_create_items.py").unlink()
    for wanted in (want("items", "label:str"), NOTES):
        add(CATALOG, root, wanted)

    change(root, "add", ["auth=jwt"])

    stored = read_memory(root)
    assert stored
    assert not [record["path"] for record in stored.routes if "access" in record]
