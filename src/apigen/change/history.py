"""Decides what becomes of a project's migrations: those that are there stay, new ones come on top."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import show
from ..existing.footprint import is_as_written
from ..existing.project import Project
from ..reading.migrations import Migrations, created_tables, find_migrations
from ..routes.record import FILES, Record
from ..tree import File
from .foundation import VERSIONS, check_references, check_tables, find_foundation
from .founding import drop_foundation, put_foundation
from .losses import MIGRATE, tell_of_loss, tell_of_other_database, tell_of_rows
from .owning import Owning, drop_owner, find_owning, put_owner
from .rebuilding import Rebuilt
from .rewriting import rewrite
from .stacking import Stack

# What the migrations of the other database were written with.
_WORDS = ("stored_key",)


@dataclass(frozen=True)
class History:
    """The migrations in the trees of a change: before it, and after.

    Those that are in neither are not touched.
    """

    base: tuple[File, ...] = ()
    theirs: tuple[File, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def plan_history(project: Project, old: Rebuilt, new: Rebuilt) -> History:
    """Decide it for a change from `old` to `new`.

    Raises Refused when a migration is needed and none can be put on top.
    """
    if not _has_migrations(new):
        return _end(project) if _has_migrations(old) else History()
    if not _has_migrations(old):
        first = tuple(file for path, file in new.files.items() if path.startswith(VERSIONS))
        return History(theirs=first, steps=(MIGRATE,))
    migrations = find_migrations(project.files)
    if migrations is None:
        note = "No migrations were found: bring the tables to what the models say yourself."
        return History(notes=(note,))
    written = _list_written(project, migrations)
    after = written
    notes: list[str] = []
    if old.draft.answers["database"] != new.draft.answers["database"]:
        after = rewrite(written, old, new)
        notes += tell_of_other_database(migrations, [file.path for file in written])
    stack = Stack(migrations)
    notes += _put_on_top(project, migrations, old, new, stack)
    steps = (MIGRATE,) if stack.files or after != written else ()
    return History(written, (*after, *stack.files), tuple(notes), steps)


def _has_migrations(rebuilt: Rebuilt) -> bool:
    return "migrations/env.py" in rebuilt.files


def _list_written(project: Project, migrations: Migrations) -> tuple[File, ...]:
    """Give the migrations that are as apigen wrote them."""
    return tuple(
        File.from_bytes(step.file, project.files.read(step.file) or b"")
        for step in migrations.steps
        if is_as_written(project, step.file)
    )


def _end(project: Project) -> History:
    """Let what apigen wrote go with the database."""
    migrations = find_migrations(project.files)
    notes = ["The data stays in the database, and nothing of this project reads it any more."]
    if migrations is None:
        return History(notes=tuple(notes))
    written = _list_written(project, migrations)
    kept = {step.file for step in migrations.steps} - {file.path for file in written}
    notes += [f"{show(path)} stays, since you wrote or changed it." for path in sorted(kept)]
    return History(base=written, notes=tuple(notes))


def _put_on_top(
    project: Project, migrations: Migrations, old: Rebuilt, new: Rebuilt, stack: Stack
) -> Iterator[str]:
    there = created_tables(project.files, migrations)
    before, after = find_foundation(old), find_foundation(new)
    check_tables(before, after, there)
    words = {name: new.draft.kit.words[name] for name in _WORDS}
    put_foundation(stack, before, after)
    if before.texts and stack.files:
        exchanged = [table for table in before.tables if table not in after.tables]
        yield tell_of_loss([file.path for file in stack.files], exchanged, [])
    lost = []
    for owning, is_given in _find_ownings(old, new):
        if owning.table not in there:
            yield f"No migration makes {owning.table}, so none was written that gives it owners."
        elif is_given:
            put_owner(stack, new.draft, owning)
            if owning.has_column:
                yield tell_of_rows(owning.table)
        else:
            drop_owner(stack, old.draft, owning, words)
            lost += [owning.table] if owning.has_column else []
    if before.texts and not after.texts:
        check_references(project, migrations, before.tables, lost)
        gone = drop_foundation(stack, before, there)
        if gone or lost:
            yield tell_of_loss([file.path for file in stack.files], gone, lost)


def _find_ownings(old: Rebuilt, new: Rebuilt) -> Iterator[tuple[Owning, bool]]:
    """Give each table whose rows get owners, or lose them, and which of both it is."""
    before = {str(record["path"]): record for record in old.records}
    for record in new.records:
        first, second = _read(old, before[str(record["path"])]), _read(new, record)
        if not first or not second:
            continue
        is_given = "access" in record and "access" not in before[str(record["path"])]
        pair = (first, second) if is_given else (second, first)
        if owning := find_owning(*pair):
            yield owning, is_given


def _read(rebuilt: Rebuilt, record: Record) -> str:
    paths = [path for path in record[FILES] if path.startswith(VERSIONS)]
    return rebuilt.files[paths[0]].text if paths else ""
