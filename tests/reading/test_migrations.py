"""Migrations are found where Alembic finds them, and the next one goes on top."""

from pathlib import Path

import pytest

from apigen.reading.disk import ProjectFiles
from apigen.reading.files import MemoryFiles
from apigen.reading.migrations import Migrations, created_tables, find_migrations, next_revision

from ..tools import write_tree

PYPROJECT = '[tool.alembic]\nscript_location = "%(here)s/migrations"\n'
FOLDER = "migrations/versions"


def _write(revision: str, down: object, body: str = "") -> str:
    return (
        f'"""A migration.\n\nRevises: nothing\n"""\n\nrevision: str = "{revision}"\n'
        f"down_revision: str | None = {down!r}\n\n\ndef upgrade() -> None:\n    pass{body}\n"
    )


def _find(files: dict[str, str], pyproject: str = PYPROJECT) -> Migrations:
    there = {f"{FOLDER}/{name}": text for name, text in files.items()}
    found = find_migrations(MemoryFiles({"pyproject.toml": pyproject, **there}))
    assert found is not None
    return found


def test_a_project_without_alembic_has_none() -> None:
    assert find_migrations(MemoryFiles({"pyproject.toml": "[project]\nname = 'x'\n"})) is None
    assert find_migrations(MemoryFiles({})) is None


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ({"pyproject.toml": PYPROJECT}, "migrations/versions"),
        ({"pyproject.toml": PYPROJECT.replace("%(here)s/", "")}, "migrations/versions"),
        ({"alembic.ini": "[alembic]\nscript_location = alembic\n"}, "alembic/versions"),
        ({"alembic.ini": "[alembic]\nscript_location = %(here)s/db\n"}, "db/versions"),
        (
            {"alembic.ini": "[alembic]\nscript_location = shop:db\n", "src/shop/__init__.py": ""},
            "src/shop/db/versions",
        ),
        ({"backend/alembic.ini": "[alembic]\nscript_location = db\n"}, "backend/db/versions"),
        ({"migrations/alembic.ini": "[alembic]\n", "migrations/env.py": ""}, "migrations/versions"),
        (
            {
                "alembic.ini": "[alembic]\nscript_location = db\n"
                "version_locations = %(here)s/one %(here)s/two\n"
            },
            "one",
        ),
        ({"pyproject.toml": PYPROJECT + 'version_locations = ["%(here)s/mine"]\n'}, "mine"),
    ],
)
def test_the_folder_is_the_one_that_alembic_is_told(settings: dict[str, str], folder: str) -> None:
    path = f"{folder}/0001_a.py"
    found = find_migrations(MemoryFiles({**settings, path: _write("0001", None)}))
    assert found is not None
    assert (found.folder, found.heads, found.problem) == (folder, ("0001",), "")


@pytest.mark.parametrize("location", ["../elsewhere", "/srv/migrations", "nobody:migrations"])
def test_a_folder_outside_of_the_project_is_a_problem(location: str) -> None:
    files = MemoryFiles({"alembic.ini": f"[alembic]\nscript_location = {location}\n"})
    found = find_migrations(files)
    assert found is not None
    assert "script_location" in found.problem


def test_a_project_without_migrations_yet_has_no_head() -> None:
    found = _find({})
    assert (found.heads, found.revisions, found.problem) == ((), (), "")
    assert next_revision(found, "create_items") == ("0001", "0001_create_items.py")


def test_the_head_is_what_nothing_stands_on() -> None:
    texts = {"b.py": ("a2", "f1"), "a.py": ("b3", "a2"), "c.py": ("f1", None)}
    found = _find({name: _write(*ids) for name, ids in texts.items()})
    assert found.heads == ("b3",)
    assert found.revisions == ("f1", "a2", "b3")


def test_several_heads_are_all_told() -> None:
    found = _find({"a.py": _write("1", None), "b.py": _write("2", "1"), "c.py": _write("3", "1")})
    assert found.heads == ("2", "3")


def test_a_merge_has_one_head() -> None:
    texts = {"a.py": _write("1", None), "b.py": _write("2", None), "c.py": _write("3", ("1", "2"))}
    assert _find(texts).heads == ("3",)


@pytest.mark.parametrize(
    "text",
    [
        "revision = '0001'\ndown_revision = None\n",
        'revision = "0001"  # first\ndown_revision = None\n',
        "revision: str = '0001'\r\ndown_revision: Union[str, None] = None\r\n",
        'revision = ("0001")\ndown_revision = None\n',
        'revision = (\n    "0001"\n)\ndown_revision = (\n    None\n)\n',
        '"""Text:\nrevision = "9"\n"""\nrevision = "0001"\ndown_revision = None\n',
        "down_revision = None\nrevision = '0001'\n",
        "revision = '\\x30001'\ndown_revision = ()\n",
        "\ufeffrevision = '0001'\ndown_revision = None\n",
    ],
)
def test_a_revision_may_be_written_in_many_ways(text: str) -> None:
    found = _find({"a.py": text})
    assert (found.heads, found.problem) == (("0001",), "")


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["revision = '1'\n"], "down_revision"),
        (["revision = '1'\ndown_revision = '0'\n"], "'0', which is not there"),
        (["revision = '1'\ndown_revision = '1'\n"], "circle"),
        (
            ["revision = '1'\ndown_revision = '2'\n", "revision = '2'\ndown_revision = '1'\n"],
            "circle",
        ),
        (["revision = '1'\ndown_revision = None\n"] * 2, "both revision '1'"),
        (["revision = make()\ndown_revision = None\n"], "plain text"),
        (["revision = '1'\ndown_revision = 7\n"], "plain text"),
        (["revision = '1'\ndown_revision = (1, 2)\n"], "plain text"),
        (["revision = '1'\ndown_revision ="], "not valid Python"),
        (["<<<<<<< HEAD\nrevision = '1'\ndown_revision = None\n"], "unfinished merge"),
        (["revision = " + "(" * 999], "not valid Python"),
    ],
)
def test_what_cannot_be_built_on_is_said(texts: list[str], reason: str) -> None:
    found = _find({f"{number}.py": text for number, text in enumerate(texts)})
    assert reason in found.problem
    assert found.heads == ()


def test_other_files_of_the_folder_are_no_migrations() -> None:
    others = {"__init__.py": "", "names.py": "TABLES = ()\n", "note.txt": "x"}
    assert _find({**others, "a.py": _write("1", None)}).revisions == ("1",)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    write_tree(tmp_path, {"pyproject.toml": PYPROJECT, f"{FOLDER}/a.py": "#" * 1_000_001})
    found = find_migrations(ProjectFiles(tmp_path))
    assert found is not None
    assert "cannot be read" in found.problem


@pytest.mark.parametrize(
    ("revisions", "following"),
    [
        (["0001"], "0002"),
        (["0001", "0002"], "0003"),
        (["009", "010"], "011"),
        (["1"], "2"),
        (["9999"], "10000"),
    ],
)
def test_numbers_go_on_as_they_are(revisions: list[str], following: str) -> None:
    pairs = zip(revisions, [None, *revisions], strict=False)
    found = _find({f"{one}.py": _write(one, down) for one, down in pairs})
    assert next_revision(found, "create_orders") == (following, f"{following}_create_orders.py")


def test_ids_that_are_no_numbers_are_followed_by_one_of_their_kind() -> None:
    found = _find({"a.py": _write("3f2a9c0d1e4b", None)})
    revision, name = next_revision(found, "create_orders")
    assert len(revision) == 12
    assert int(revision, 16)
    assert name == f"{revision}_create_orders.py"
    assert next_revision(found, "create_orders") == (revision, name)
    assert next_revision(found, "create_lines")[0] != revision


def test_an_id_that_is_taken_is_not_given_again() -> None:
    found = _find({"a.py": _write("3f2a9c0d1e4b", None)})
    revision, _ = next_revision(found, "create_orders")
    other = _find({"b.py": _write(revision, None)})
    taken = Migrations(found.folder, (*found.steps, *other.steps), found.heads)
    assert next_revision(taken, "create_orders")[0] != revision


def test_tables_are_those_that_are_left_in_the_end() -> None:
    steps = [
        '\n    op.create_table("items", x)\n    op.create_table(\n        "old", x)',
        "\n    op.drop_table('old')\n    op.create_table('lines')",
        '\n    op.rename_table("lines", "order_lines")',
    ]
    texts = {
        f"{number}.py": _write(str(number), None if number == 1 else str(number - 1), body)
        + "\n\ndef downgrade() -> None:\n    op.drop_table('items')\n    op.create_table('never')\n"
        for number, body in enumerate(steps, 1)
    }
    files = MemoryFiles(
        {"pyproject.toml": PYPROJECT, **{f"{FOLDER}/{name}": text for name, text in texts.items()}}
    )
    found = find_migrations(files)
    assert found is not None
    assert created_tables(files, found) == {"items", "order_lines"}
