"""Migrations that are there stay, and new ones on top bring the tables to what the models say."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.change.demands import Verb
from apigen.errors import Refused
from apigen.existing.project import read_memory
from apigen.question import Value
from apigen.state import blob_id

from ..generated.additions import MEMBERS, ORDERS, add, want
from .projects import CATALOG, Texts, change, plan, read
from .test_carrying import NOTES, make

VERSIONS = "migrations/versions/"
THERE_AND_BACK: tuple[tuple[Verb, str], ...] = (
    ("add", "auth=jwt"),
    ("remove", "auth"),
    ("add", "auth=session"),
)
AUTHS = {"api-key": "flask", "jwt": "fastapi", "session": "flask", "oidc": "fastapi"}


def _history(root: Path) -> Texts:
    """Give the project's migrations."""
    return {
        path.removeprefix(VERSIONS): text
        for path, text in read(root).items()
        if path.startswith(VERSIONS)
    }


def _order(history: Mapping[str, str]) -> list[str]:
    """Give the revisions in the order in which they stand on each other."""
    down = {
        re.findall(r"(?m)^down_revision.* = (.*)$", text)[0].strip('"'): re.findall(
            r'(?m)^revision.* = "(.*)"$', text
        )[0]
        for text in history.values()
    }
    order, at = [], "None"
    while at in down:
        at = down[at]
        order.append(at)
    return order


@pytest.mark.parametrize(("auth", "framework"), AUTHS.items())
def test_users_come_and_go_on_top_of_what_is_there(
    tmp_path: Path, framework: str, auth: str
) -> None:
    root = make(tmp_path, {"framework": framework}, MEMBERS, NOTES)
    before = _history(root)

    change(root, "add", [f"auth={auth}"])

    added = _history(root)
    assert {name: added[name] for name in before} == before
    assert sorted(added.keys() - before.keys()) == [
        "0004_create_users.py",
        "0005_add_owner_to_items.py",
        "0006_scope_item_notes.py",
    ]
    removed = change(root, "remove", ["auth"])
    after = _history(root)
    assert {name: after[name] for name in added} == added
    assert sorted(after.keys() - added.keys()) == [
        "0007_drop_owner_of_items.py",
        "0008_widen_item_notes.py",
        "0009_drop_users.py",
    ]
    assert _order(after) == [f"{number:04}" for number in range(1, 10)]
    [loss] = [note for note in removed.notes if "for good" in note]
    assert "users" in loss
    assert "whose the rows of items were" in loss
    stored = read_memory(root)
    assert stored
    assert all(
        stored.blobs[f"{VERSIONS}{name}"] == blob_id(text.encode()) for name, text in after.items()
    )


def test_users_that_went_come_again(tmp_path: Path) -> None:
    root = make(tmp_path, {})
    for verb, word in THERE_AND_BACK:
        change(root, verb, [word])
    assert [name.partition("_")[2] for name in sorted(_history(root))][-2:] == [
        "create_users.py",
        "add_owner_to_items.py",
    ]


def test_tokens_and_sessions_take_each_others_place(tmp_path: Path) -> None:
    root = make(tmp_path, {"auth": "jwt"})
    before = _history(root)

    planned = change(root, "add", ["auth=session"])

    assert [note for note in planned.notes if "for good: the table refresh_tokens." in note]
    [new] = _history(root).keys() - before.keys()
    assert new == "0003_create_sessions.py"
    text = _history(root)[new]
    assert text.startswith('"""Create sessions in the place of refresh_tokens"""\n')
    up, down = text.partition("def downgrade")[::2]
    for way, made, dropped in (
        (up, "sessions", "refresh_tokens"),
        (down, "refresh_tokens", "sessions"),
    ):
        assert f'op.create_table(\n        "{made}"' in way
        assert f'op.drop_table("{dropped}")' in way
        assert '"users",' not in way.replace('["users.id"],', "")


def test_users_of_another_kind_do_not_take_the_place_of_others(tmp_path: Path) -> None:
    root = make(tmp_path, {"auth": "jwt"})
    before = read(root)
    with pytest.raises(Refused, match="The rows of 'users' cannot become"):
        plan(root, "add", ["auth=oidc"])
    assert read(root) == before


def test_a_table_of_the_owners_in_the_way_is_named(tmp_path: Path) -> None:
    root = make(tmp_path, {})
    (root / VERSIONS / "0002_ours.py").write_text(
        'revision = "0002"\ndown_revision = "0001"\n\n\n'
        'def upgrade():\n    op.create_table("users", sa.Column("id", sa.Integer()))\n'
    )
    with pytest.raises(Refused, match="There is a table 'users' already"):
        plan(root, "add", ["auth=jwt"])


def test_what_refers_to_the_users_keeps_them(tmp_path: Path) -> None:
    root = make(tmp_path, {"auth": "jwt"})
    (root / VERSIONS / "0003_teams.py").write_text(
        'revision = "0003"\ndown_revision = "0002"\n\n\n'
        'def upgrade():\n    op.create_table("teams", sa.ForeignKeyConstraint(["a"], ["users.id"]))\n'
    )
    with pytest.raises(Refused, match="'teams' refers to 'users'"):
        plan(root, "remove", ["auth"])


def test_two_heads_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    root = make(tmp_path, {}, ORDERS)
    (root / VERSIONS / "0003_ours.py").write_text('revision = "0003"\ndown_revision = "0001"\n')
    with pytest.raises(Refused, match="2 heads"):
        plan(root, "add", ["auth=jwt"])
    change(root, "add", ["kubernetes"])  # which has nothing to do with them


def test_another_database_gets_its_own_types_and_nothing_else(tmp_path: Path) -> None:
    given: dict[str, Value] = {"framework": "flask"}
    root = make(tmp_path / "old", given, ORDERS, MEMBERS)
    mine = _history(root)
    new = make(tmp_path / "new", {**given, "database": "postgres"}, ORDERS, MEMBERS)

    change(root, "add", ["postgres"])

    assert _history(root) == _history(new)
    change(root, "add", ["sqlite"])
    assert _history(root) == mine


def test_another_database_after_users_came_and_went(tmp_path: Path) -> None:
    root = make(tmp_path, {}, MEMBERS)
    own = root / VERSIONS / "0003_ours.py"
    own.write_text('revision = "0003"\ndown_revision = "0002"\n')
    for verb, word in THERE_AND_BACK:
        change(root, verb, [word])

    planned = change(root, "add", ["postgres"])

    [note] = [note for note in planned.notes if "stayed as you wrote" in note]
    assert f"{VERSIONS}0003_ours.py stayed" in note
    assert own.read_text() == 'revision = "0003"\ndown_revision = "0002"\n'
    for name, text in _history(root).items():
        if "owner" in name or "items" in name:
            assert "sa.Integer()" not in text, name
            assert "sa.BigInteger()" in text, name


def test_without_a_database_its_history_goes_but_for_what_is_the_owners(tmp_path: Path) -> None:
    root = make(tmp_path, {}, MEMBERS)
    (root / VERSIONS / "0003_ours.py").write_text('revision = "0003"\ndown_revision = "0002"\n')

    planned = change(root, "remove", ["database"])

    assert [*_history(root)] == ["0003_ours.py"]
    assert f"'{VERSIONS}0003_ours.py' stays, since you wrote or changed it." in planned.notes


def test_a_migration_that_its_owner_changed_stays_so(tmp_path: Path) -> None:
    root = make(tmp_path, {}, MEMBERS)
    path = root / VERSIONS / "0002_create_members.py"
    path.write_text(f"{path.read_text()}\n# Ours.\n")
    stored = read_memory(root)
    for word in ("auth=jwt", "kubernetes", "postgres"):
        change(root, "add", [word])
        assert path.read_text().endswith("\n# Ours.\n")
    after = read_memory(root)
    assert stored
    assert after
    recorded = f"{VERSIONS}0002_create_members.py"
    assert after.blobs[recorded] == stored.blobs[recorded]


def test_values_that_would_be_unique_for_all_are_looked_at_before_anything_changes(
    tmp_path: Path,
) -> None:
    root = make(tmp_path, {"auth": "jwt"})
    add(CATALOG, root, want("secrets", "name:str,unique"))

    change(root, "remove", ["auth"])

    text = _history(root)["0005_drop_owner_of_secrets.py"]
    assert 'def upgrade() -> None:\n    check_unique("name")\n    op.drop_index' in text
    assert "check_unique" not in _history(root)["0004_drop_owner_of_items.py"]
