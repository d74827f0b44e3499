"""What taking a route away comes to: the tree before, and refusals that change nothing."""

import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.catalog import load_catalog
from apigen.destination import open_project
from apigen.errors import Refused, UsageError, WorkFailed
from apigen.existing.project import load_project
from apigen.existing.recall import read_stored
from apigen.existing.removal import Removal, plan_removal
from apigen.leftovers import remove_leftovers
from apigen.routes.record import FILES
from apigen.workspace import apply

from ..generated.additions import LINES, MEMBERS, ORDERS, PAYMENTS, Wanted, add
from ..projects import EVENTS, make_with
from ..tools import read_tree

REPORTS = Wanted("/reports/{year:int}/summary", (), methods=("GET", "POST"))
BOTH = pytest.mark.parametrize("framework", ["fastapi", "flask"])


def _remove(root: Path, path: str, *, has_drop: bool = False) -> Removal:
    removal = plan_removal(load_project(root), path, has_drop=has_drop)
    apply(open_project(root), removal.plan, lambda _: None)
    return removal


def _refuse(root: Path, path: str, *, has_drop: bool = False) -> Refused:
    before = read_tree(root)
    with pytest.raises(Refused) as caught:
        _remove(root, path, has_drop=has_drop)
    assert read_tree(root) == before
    return caught.value


def _differ(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


@BOTH
@pytest.mark.parametrize("wanted", [EVENTS, REPORTS], ids=["resource", "endpoints"])
def test_without_a_database_the_tree_is_the_one_before(
    place: Path, framework: str, wanted: Wanted
) -> None:
    root = make_with(place, framework=framework, database="none")
    before, folders = read_tree(root), sorted(root.rglob("*/"))
    add(load_catalog(), root, wanted)
    assert read_tree(root) != before
    assert _remove(root, wanted.path).kept == ()
    assert read_tree(root) == before
    assert sorted(root.rglob("*/")) == folders


@BOTH
@pytest.mark.parametrize("is_async", [True, False], ids=["async", "sync"])
def test_with_a_database_only_the_migration_and_its_line_are_left(
    place: Path, framework: str, is_async: bool
) -> None:
    root = make_with(place, framework=framework, **{"async": is_async})
    before = read_tree(root)
    add(load_catalog(), root, EVENTS)
    removal = _remove(root, "/events")
    after = read_tree(root)
    [migration] = after.keys() - before.keys()
    assert migration.endswith("_create_events.py")
    assert _differ(before, after) == {migration, ".apigen.toml"}
    [line] = set(after[".apigen.toml"].split("\n")) - set(before[".apigen.toml"].split("\n"))
    assert migration in line
    assert "apigen remove-route events --drop-table" in removal.notes[0]


@BOTH
def test_what_came_with_the_project_goes_and_comes_as_well(place: Path, framework: str) -> None:
    root = make_with(place, framework=framework, database="none")
    record = read_stored((root / ".apigen.toml").read_bytes(), "").routes[0]
    _remove(root, "item")
    left = read_tree(root)
    assert not set(record[FILES]) & left.keys()
    assert "items" not in left["src/shop/routes/__init__.py"]
    with pytest.raises(UsageError):
        _remove(root, "items")


def test_what_others_still_use_stays(place: Path) -> None:
    root = make_with(place, ORDERS, EVENTS)
    _remove(root, "orders")
    left = read_tree(root)
    assert "src/shop/models/exact_decimal.py" in left
    assert "src/shop/schemas/decimals.py" in left
    _remove(root, "events")
    left = read_tree(root)
    assert "src/shop/models/exact_decimal.py" not in left
    assert "src/shop/schemas/decimals.py" not in left


@pytest.mark.parametrize("database", ["sqlite", "none"])
def test_what_another_route_needs_is_refused_with_the_lines(place: Path, database: str) -> None:
    root = make_with(place, ORDERS, LINES, MEMBERS, PAYMENTS, database=database)
    error = _refuse(root, "orders")
    assert "/orders is needed by /orders/{order_id}/lines and /payments." in error.message
    assert any(line.startswith("src/shop/services/order_lines.py:") for line in error.lines)
    assert "/members is needed by /payments." in _refuse(root, "members").message
    for path in ("payments", "orders/{order_id}/lines", "orders", "members"):
        _remove(root, path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/shop/mine.py", "from .models import Event\n"),
        ("src/shop/mine.py", "from . import models\n\nprint(models.Event)\n"),
        ("src/shop/mine.py", "from .services import events\n"),
        ("src/shop/mine.py", "import shop.routes.events as theirs\n"),
        (
            "src/shop/models/mine.py",
            "from .exact_decimal import X\nKEY = ForeignKey('events.id')\n",
        ),
        ("tests/test_mine.py", "from shop.schemas.events import EventCreate\n"),
        ("tests/test_mine.py", "PLACE = 'shop.services.events.read_event'\n"),
    ],
)
def test_a_module_of_someone_that_needs_it_is_named(place: Path, path: str, text: str) -> None:
    root = make_with(place, EVENTS)
    (root / path).write_text(text)
    error = _refuse(root, "events")
    assert f"/events is needed by {path}." in error.message
    assert error.lines[0].startswith(f"{path}:")


def test_what_needs_a_changed_module_is_named_too(place: Path) -> None:
    """A service that stays may import a model that goes."""
    root = make_with(place, EVENTS)
    mine = root / "src/shop/services/events.py"
    mine.write_text(mine.read_text() + "\n# mine\n")
    (root / "src/shop/jobs.py").write_text("from .services.events import read_event\n")
    assert "is needed by src/shop/jobs.py." in _refuse(root, "events").message


def _edit(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).write_text(f"{(root / path).read_text()}\n# mine\n")


@BOTH
def test_of_each_kept_file_is_said_what_will_not_work(place: Path, framework: str) -> None:
    root = make_with(place, EVENTS, framework=framework)
    service, router = "src/shop/services/events.py", "src/shop/routes/events.py"
    _edit(root, service, router, "tests/routes/test_events.py")
    notes = _remove(root, "events").notes
    lost = "stays, since you changed it, and imports what goes: mend or delete it."
    assert {f"{service} {lost}", f"{router} {lost}"} <= set(notes)
    assert "tests/routes/test_events.py stays and will fail, since the routes are gone." in notes


def test_what_uses_a_kept_file_that_will_not_work_is_named(place: Path) -> None:
    root = make_with(place, EVENTS)
    service, router = "src/shop/services/events.py", "src/shop/routes/events.py"
    _edit(root, service)
    (root / router).write_text("from ..services import events\n\nrouter = events.router\n")
    [note] = [note for note in _remove(root, "events").notes if note.startswith(router)]
    assert f"imports {service}, which will not work: mend or delete it." in note


def test_a_kept_file_that_lacks_nothing_is_not_said_to_be_broken(place: Path) -> None:
    root = make_with(place, EVENTS, database="none")
    _edit(root, "src/shop/models/events.py")
    [note] = _remove(root, "events").notes
    assert note.endswith(
        "models/events.py stays, since you changed it: delete it unless you need it."
    )


@pytest.mark.parametrize(
    "link",
    [
        "src/shop/models",
        "src/shop/services/events.py",
        "src/shop/models/__init__.py",
        "tests/routes",
        "migrations",
    ],
)
def test_a_link_on_the_way_to_a_file_is_refused_by_name(place: Path, link: str) -> None:
    root = make_with(place, EVENTS)
    (root / link).rename(place / "elsewhere")
    (root / link).symlink_to(place / "elsewhere")
    inside = (place / "elsewhere").is_dir() and read_tree(place / "elsewhere")
    error = _refuse(root, "events")
    assert f"'{link}' is a symbolic link, which apigen does not follow" in error.message
    assert inside == ((place / "elsewhere").is_dir() and read_tree(place / "elsewhere"))


@pytest.mark.parametrize("is_late", [False, True], ids=["at once", "later"])
def test_a_table_is_dropped_by_a_migration_that_can_be_undone(place: Path, is_late: bool) -> None:
    root = make_with(place, EVENTS)
    if is_late:
        _remove(root, "events")
    removal = _remove(root, "events", has_drop=True)
    assert removal.steps == (
        "uv run alembic upgrade head",
        "uv run pytest",
        "uv run make-openapi",
    )
    made, dropped = (
        (root / f"migrations/versions/{name}_events.py").read_text()
        for name in ("0002_create", "0003_drop")
    )
    ways = [text.partition("def upgrade() -> None:\n")[2] for text in (made, dropped)]
    up, down = ways[0].split("\n\n\ndef downgrade() -> None:\n")
    assert ways[1] == f"{down.rstrip()}\n\n\ndef downgrade() -> None:\n{up}\n"
    assert dropped.startswith('"""Drop events"""\n')
    assert 'revision: str = "0003"\ndown_revision: str | None = "0002"\n' in dropped
    assert "0003_drop_events.py" in (root / ".apigen.toml").read_text()
    with pytest.raises(UsageError):
        _remove(root, "events", has_drop=True)


def test_the_same_route_can_come_and_go_again_and_again(place: Path) -> None:
    root = make_with(place, EVENTS)
    _remove(root, "events", has_drop=True)
    add(load_catalog(), root, EVENTS)
    _remove(root, "events", has_drop=True)
    names = sorted(path.name for path in (root / "migrations/versions").glob("0*_*.py"))
    assert [name[:11] for name in names[1:]] == [
        "0002_create",
        "0003_drop_e",
        "0004_create",
        "0005_drop_e",
    ]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("0002_create_events.py", "\n# mine\n", "changed since"),
        ("0003_more.py", "\n\ndef upgrade():\n    op.add_column('events', x)\n", "changes it too"),
        (
            "0003_more.py",
            "\n\ndef upgrade():\n    op.create_table(\n        'x', ForeignKey('events.id'))\n",
            "x, made in 'migrations/versions/0003_more.py', refers to it",
        ),
    ],
)
def test_a_table_that_others_build_on_is_not_dropped(
    place: Path, name: str, text: str, reason: str
) -> None:
    root = make_with(place, EVENTS)
    path = root / "migrations/versions" / name
    head = "" if name.startswith("0002") else 'revision = "0003"\ndown_revision = "0002"\n'
    path.write_text((path.read_text() if path.exists() else head) + text)
    error = _refuse(root, "events", has_drop=True)
    assert reason in error.message
    assert "alembic revision --autogenerate" in error.hint


def test_memory_that_someone_rewrote_is_left_alone(place: Path) -> None:
    root = make_with(place, EVENTS)
    memory = root / ".apigen.toml"
    memory.write_text(memory.read_text().replace('path = "/events"', "path = '/events'"))
    assert "are not as apigen wrote them" in _refuse(root, "events").message


def test_folders_that_were_made_for_it_go_too(place: Path) -> None:
    """A project without models: the folder comes with the first resource."""
    root = make_with(place, database="none")
    _remove(root, "items")
    shutil.rmtree(root / "src/shop/models")
    memory = root / ".apigen.toml"
    lines = memory.read_text().splitlines(keepends=True)
    memory.write_text("".join(line for line in lines if "models/__init__" not in line))
    before = read_tree(root)
    add(load_catalog(), root, EVENTS)
    assert (root / "src/shop/models/__init__.py").read_bytes() == b""
    _remove(root, "events")
    assert read_tree(root) == before
    assert not (root / "src/shop/models").exists()


def test_a_file_that_changes_while_it_is_planned_is_not_removed(place: Path) -> None:
    root = make_with(place, EVENTS)
    removal = plan_removal(load_project(root), "events", has_drop=False)
    mine = root / "src/shop/services/events.py"
    mine.write_text("mine\n")
    before = read_tree(root)
    with pytest.raises(Refused, match="came into the way"):
        apply(open_project(root), removal.plan, lambda _: None)
    assert read_tree(root) == before


def test_a_link_in_the_place_of_a_file_is_not_removed(place: Path) -> None:
    root = make_with(place, EVENTS)
    removal = plan_removal(load_project(root), "events", has_drop=False)
    mine = root / "src/shop/services/events.py"
    mine.rename(place / "theirs.py")
    mine.symlink_to(place / "theirs.py")
    with pytest.raises(Refused):
        apply(open_project(root), removal.plan, lambda _: None)
    assert mine.is_symlink()
    assert "events" in (root / "src/shop/routes/__init__.py").read_text()


def test_what_cannot_be_put_back_is_kept_for_the_next_run(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_with(place, EVENTS)
    before = read_tree(root)
    rename = os.rename

    def fail(source: Path | str, target: Path | str, **more: int | None) -> None:
        """Move the first files away, and break then, and again when they are to come back."""
        if str(target).endswith("gone/2") or str(source).isdigit():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rename(source, target, **more)

    removal = plan_removal(load_project(root), "events", has_drop=False)
    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(WorkFailed, match="What is missing there is in"):
        apply(open_project(root), removal.plan, lambda _: None)
    monkeypatch.undo()
    [said] = remove_leftovers(open_project(root))
    assert "Removed" in said
    assert read_tree(root) == before
