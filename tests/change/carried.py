"""Takes projects with rows in their databases to users and back, by their own checks and migrations.

Each project has routes that came later: one in the open, and one that belongs to the first resource.
Every kind of authentication is added to it, and taken away again. Whatever happens, no row is lost,
migrations stop before rows that nobody owns, models and migrations agree, and in the end the tables
are those of a new project with the same answers.

Run it as a script: `python -m tests.change.carried [WORD...]`; words choose the projects whose names
have them all.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from apigen.question import NONE, Value

from ..generated.additions import add, want
from ..generated.callers import sign_in
from ..generated.projects import write_new_project
from ..generated.workshop import Workshop, build_workshop
from ..postgresql import Server, run_server
from .projects import CATALOG, change

AUTHS = ("api-key", "jwt", "session", "oidc")
MEMBERS = want("members", "email:email,unique", "joined:datetime", "fee:decimal?")
NOTES = want("items/{item_id}/notes", "title:str,unique", "body:text")
ROUTES = (MEMBERS, NOTES)

_FILL = """
import datetime
import decimal
import json
import sys

import sqlalchemy as sa

from shop.models import Base
from shop.settings import load_settings

url = load_settings().database_url
url = url if isinstance(url, str) else url.get_secret_value()
url = url.replace("+aiosqlite", "")
engine = sa.create_engine(url)
TABLES = ("items", "members", "item_notes")


def look() -> dict[str, object]:
    inspector = sa.inspect(engine)
    found: dict[str, object] = {}
    for table in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
        columns = inspector.get_columns(table)
        keys = inspector.get_foreign_keys(table)
        found[table] = {
            "columns": sorted([c["name"], str(c["type"]), c["nullable"]] for c in columns),
            "keys": sorted(json.dumps(key, sort_keys=True) for key in keys),
            "uniques": sorted(
                [u["name"], *u["column_names"]] for u in inspector.get_unique_constraints(table)
            ),
            "indexes": sorted(
                [i["name"], *i["column_names"]]
                for i in inspector.get_indexes(table)
                if not i.get("duplicates_constraint")
            ),
        }
    return found


def count() -> dict[str, object]:
    found: dict[str, object] = {}
    inspector = sa.inspect(engine)
    with engine.connect() as connection:
        for name in TABLES:
            table = sa.Table(name, sa.MetaData(), autoload_with=engine)
            rows = connection.execute(sa.select(table).order_by(table.c.id)).mappings().all()
            found[name] = [{key: str(row[key]) for key in row} for row in rows]
    return found


def fill() -> None:
    values = {
        "items": {"name": "Name", "description": None, "quantity": 3},
        "members": {"email": "{}@example.com", "joined": datetime.datetime(2026, 1, 2, 3), "fee": None},
        "item_notes": {"item_id": 1, "title": "Title {}", "body": "Body"},
    }
    with engine.begin() as connection:
        for name in TABLES:
            table = sa.Table(name, sa.MetaData(), autoload_with=engine)
            for number in range(2):
                row = {k: v.format(number) if isinstance(v, str) else v for k, v in values[name].items()}
                connection.execute(table.insert().values(row))


def admit() -> None:
    # Whom another site knows is made a user by a first request; nobody is asked here.
    table = sa.Table("users", sa.MetaData(), autoload_with=engine)
    with engine.begin() as connection:
        for name in ("alice", "bob") if "subject" in table.c else ():
            connection.execute(table.insert().values(issuer="https://id.test", subject=name))


print(json.dumps({"admit": admit, "look": look, "count": count, "fill": fill}[sys.argv[1]]()))
"""


def take_there_and_back(
    folder: Path, workshop: Workshop, server: Server, answers: Mapping[str, Value], auth: str
) -> None:
    """Make a project with rows, add the authentication, and take it away."""
    root = _make(folder / "shop", answers, server)
    workshop.install(root)
    workshop.run(root, "alembic", "upgrade", "head")
    tables = _ask(workshop, root, "look")
    _ask(workshop, root, "fill")
    rows = _ask(workshop, root, "count")
    history = {path.name: path.read_bytes() for path in _list_migrations(root)}

    planned = change(root, "add", [f"auth={auth}"])
    assert not planned.conflicts, planned.conflicts
    check(workshop, root)
    _refuse(workshop, root, "items has rows", "upgrade", "head")
    assert _ask(workshop, root, "count") == rows
    _make_users(workshop, root, auth)
    _refuse(workshop, root, "There is no user 99", "-x", "owner=99", "upgrade", "head")
    assert _ask(workshop, root, "count") == rows
    workshop.run(root, "alembic", "-x", "owner=1", "upgrade", "head")
    workshop.run(root, "alembic", "check")
    owned = _ask(workshop, root, "count")
    assert [row.pop("owner_id") for row in owned["items"]] == ["1", "1"]
    assert owned == rows
    assert _ask(workshop, root, "look") == _look_at_new(
        folder / "new", workshop, server, {**answers, "auth": auth}
    )
    workshop.install(root)
    first = max(history).partition("_")[0]
    workshop.run(root, "alembic", "downgrade", first)
    assert _ask(workshop, root, "count") == rows
    assert _ask(workshop, root, "look") == tables
    workshop.run(root, "alembic", "upgrade", f"{int(first) + 1:04}")
    _make_users(workshop, root, auth)
    workshop.run(root, "alembic", "-x", "owner=2", "upgrade", "head")

    last = _list_migrations(root)[-1].name.partition("_")[0]
    planned = change(root, "remove", ["auth"])
    assert not planned.conflicts, planned.conflicts
    check(workshop, root)
    workshop.run(root, "alembic", "upgrade", "head")
    workshop.run(root, "alembic", "check")
    assert _ask(workshop, root, "count") == rows
    assert _ask(workshop, root, "look") == tables
    _refuse(workshop, root, "items has rows", "downgrade", last)
    there = {path.name: path.read_bytes() for path in _list_migrations(root)}
    assert {name: there[name] for name in history} == history


def _make_users(workshop: Workshop, root: Path, auth: str) -> None:
    settings = (root / ".env").read_bytes()
    with sign_in(auth, workshop, root) as users:
        assert users
    _ask(workshop, root, "admit")
    (root / ".env").write_bytes(settings)


def check(workshop: Workshop, root: Path) -> None:
    """Run the checks that a project has of itself."""
    workshop.install(root)
    workshop.run(root, "ruff", "check")
    workshop.run(root, "ruff", "format", "--check")
    workshop.run(root, "mypy", "--cache-dir", str(workshop.folder / "mypy"))
    workshop.run(root, "pytest", "-q", "-x", "-p", "no:cacheprovider")


def _make(folder: Path, answers: Mapping[str, Value], server: Server) -> Path:
    root = write_new_project(folder, answers)
    is_protected = answers.get("auth", NONE) != NONE
    for wanted in ROUTES:
        closed = is_protected and wanted is NOTES
        add(CATALOG, root, replace(wanted, is_protected=closed if is_protected else None))
    if answers["database"] == "postgres":
        server.serve(root)
    return root


def _look_at_new(
    folder: Path, workshop: Workshop, server: Server, answers: Mapping[str, Value]
) -> object:
    root = _make(folder, answers, server)
    workshop.install(root)
    workshop.run(root, "alembic", "upgrade", "head")
    return _ask(workshop, root, "look")


def _ask(workshop: Workshop, root: Path, question: str) -> dict[str, list[dict[str, str]]]:
    printed = workshop.run(root, "python", "-W", "ignore", "-c", _FILL, question)
    found: dict[str, list[dict[str, str]]] = json.loads(printed.splitlines()[-1])
    return found


def _refuse(workshop: Workshop, root: Path, message: str, *words: str) -> None:
    with pytest.raises(AssertionError, match=message) as caught:
        workshop.run(root, "alembic", *words)
    assert "Traceback" not in str(caught.value), caught.value


def _list_migrations(root: Path) -> list[Path]:
    return sorted((root / "migrations/versions").glob("*.py"))


def list_projects() -> Iterator[tuple[str, Mapping[str, Value], str]]:
    """Give each project's name, its answers and the kind that comes and goes."""
    for auth, framework, database, is_async in product(
        AUTHS, ("fastapi", "flask"), ("sqlite", "postgres"), (True, False)
    ):
        answers: dict[str, Value] = {
            "framework": framework,
            "database": database,
            "async": is_async,
        }
        name = f"{framework}-{database}-{'async' if is_async else 'sync'}-{auth}"
        yield name, answers, auth


def main(words: list[str]) -> None:
    """Try the projects whose names have all the words."""
    workshops: dict[str, Workshop] = {}
    with tempfile.TemporaryDirectory() as name, run_server() as server:
        for project, answers, auth in list_projects():
            if not all(word in project.split("-") or word in project for word in words):
                continue
            framework = str(answers["framework"])
            if framework not in workshops:
                folder = Path(name) / f"workshop-{framework}"
                workshops[framework] = build_workshop(folder, CATALOG, framework)
            start = time.monotonic()
            folder = Path(name) / project
            take_there_and_back(folder, workshops[framework], server, answers, auth)
            print(f"{project}: {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
