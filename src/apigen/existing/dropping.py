"""Writes the migration that drops a table: the one that made it, turned round."""

import re
from dataclasses import dataclass

from ..errors import Refused, show
from ..reading.migrations import Migrations, created_tables, find_migrations, next_revision
from ..reading.turning import turn_round
from ..state import blob_id
from ..tree import File
from .project import Project

_CREATION = re.compile(rb"\bop\.create_table\(\s*[\"']([^\"'\r\n]+)[\"']")
_BY_HAND = (
    "Mend that first, or write the migration yourself: alembic revision --autogenerate -m 'drop {}'"
)


@dataclass(frozen=True)
class Table:
    """A table that a migration in `creator` made, and that no later one has dropped."""

    name: str
    creator: str


def find_table(project: Project, name: str) -> Table | None:
    """Find the last migration that makes the table `name`; None when it is not there any more."""
    migrations = find_migrations(project.files)
    if migrations is None or name not in created_tables(project.files, migrations):
        return None
    creators = [
        step.file
        for step in migrations.steps
        if name.encode() in _CREATION.findall(_find_upgrade(project.files.read(step.file) or b""))
    ]
    return Table(name, creators[-1]) if creators else None


def draft_drop(project: Project, table: Table) -> File:
    """Write the migration that drops `table` on top of the others, and makes it again in reverse.

    Raises Refused saying why that cannot be done.
    """
    migrations = find_migrations(project.files)
    reason = _find_hindrance(project, table, migrations)
    if migrations is not None and not reason:
        source = (project.files.read(table.creator) or b"").decode()
        revision, name = next_revision(migrations, f"drop_{table.name}")
        try:
            text = turn_round(source, f"Drop {table.name}", revision, migrations.heads[0])
            return File(f"{migrations.folder}/{name}", text)
        except ValueError:
            reason = f"what {show(table.creator)} does cannot be read."
    raise Refused(
        f"No migration that drops {table.name} can be written: {reason}",
        hint=f"Nothing was changed. {_BY_HAND.format(table.name)}",
    )


def _find_hindrance(project: Project, table: Table, migrations: Migrations | None) -> str:
    if migrations is None or migrations.problem:
        return migrations.problem if migrations else "the project uses no migrations."
    if len(migrations.heads) != 1:
        return f"the migrations have {len(migrations.heads)} heads."
    data = project.files.read(table.creator) or b""
    recorded = project.stored.blobs.get(table.creator) if project.stored else None
    if recorded != blob_id(data):
        return f"{show(table.creator)}, which made it, was changed since."
    files = [step.file for step in migrations.steps]
    here = re.compile(rf"[\"']{re.escape(table.name)}[\"']".encode())
    foreign = re.compile(rf"[\"']{re.escape(table.name)}\.".encode())
    for path in files[files.index(table.creator) + 1 :]:
        if here.search(project.files.read(path) or b""):
            return f"{show(path)} changes it too."
    kept = created_tables(project.files, migrations) - {table.name}
    for path in files:
        text = _find_upgrade(project.files.read(path) or b"")
        made = {name.decode(errors="replace") for name in _CREATION.findall(text)}
        if made & kept and foreign.search(text):
            return f"{min(made & kept)}, made in {show(path)}, refers to it."
    return ""


def _find_upgrade(data: bytes) -> bytes:
    found = re.search(rb"(?ms)^def upgrade\b.*?(?=^\S|\Z)", data)
    return found[0] if found else b""
