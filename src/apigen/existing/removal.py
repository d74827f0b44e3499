"""Plans what `remove-route` does: which files go, which stay, and what is made unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..editing.edits import ByHand
from ..plan import Entry, Found, Plan
from ..routes.record import Record
from ..state import FILE_NAME
from ..tree import File
from .aftermath import list_notes
from .dropping import Table, draft_drop, find_table
from .follow_up import list_steps
from .footprint import Footprint, find_footprint, find_shared
from .hindrance import check_free, check_links
from .pages import see_pages
from .project import Project
from .registering import Edit
from .remembered import find_record, find_remains, name_record
from .unregistering import leave_index, leave_seam


@dataclass(frozen=True)
class Removal:
    """What is to be done to take a route away.

    gone: `plan` is to be carried out. by-hand: nothing will be done before someone has done what
    `by_hand` says. `kept` are files that were changed since they were written, and `missing` those
    that are not there any more. `table` is still in the databases when `migration` is None.
    """

    project: Project
    path: str
    status: Literal["gone", "by-hand"]
    plan: Plan
    kept: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    table: Table | None = None
    migration: File | None = None
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def plan_removal(project: Project, path: str, *, has_drop: bool) -> Removal:
    """Decide everything about taking the route at `path` away, and write nothing.

    With `has_drop` a migration that drops its table is planned too. Raises UsageError when there is
    no such route, Refused when something else needs it, a link leads to a file of it, or its table
    cannot be dropped.
    """
    record = find_record(project, path)
    if record is None:
        return _plan_drop(project, path, find_remains(project, path, has_drop=has_drop))
    prints = find_footprint(project, record)
    check_links(project, prints)
    edits = _find_edits(project, prints)
    by_hand = tuple(edit for edit in edits if isinstance(edit, ByHand))
    if by_hand:
        return Removal(project, name_record(record), "by-hand", Plan(()), by_hand=by_hand)
    done = tuple(edit for edit in edits if isinstance(edit, Edit))
    after = {edit.path: edit.after for edit in done if edit.after is not None}
    check_free(project, record, prints, after)
    gone = (*prints.written, *find_shared(project, prints, after))
    table = find_table(project, prints.table) if prints.table else None
    migration = draft_drop(project, table) if table and has_drop else None
    return Removal(
        project,
        name_record(record),
        "gone",
        plan=_make_plan(project, record, prints, gone, done, migration),
        kept=prints.changed,
        missing=prints.missing,
        edits=done,
        table=table,
        migration=migration,
        notes=list_notes(
            project, name_record(record), prints, gone, after, table=table, is_dropped=has_drop
        ),
        steps=list_steps(project, has_migration=migration is not None),
    )


def _plan_drop(project: Project, path: str, table: Table) -> Removal:
    migration = draft_drop(project, table)
    plan = Plan((Entry(migration, "create"), _remember(project, None, (), migration)))
    steps = list_steps(project, has_migration=True)
    return Removal(project, path, "gone", plan=plan, table=table, migration=migration, steps=steps)


def _find_edits(project: Project, prints: Footprint) -> list[Edit | ByHand]:
    edits = [leave_seam(project, prints.router)] if prints.router else []
    edits += [leave_seam(see_pages(project), prints.pages)] if prints.pages else []
    edits += [leave_index(project, path, name) for name, path in prints.classes.items()]
    return [edit for edit in edits if edit is not None]


def _make_plan(
    project: Project,
    record: Record,
    prints: Footprint,
    gone: Iterable[str],
    edits: Iterable[Edit],
    migration: File | None,
) -> Plan:
    """Order the steps so that nothing is imported that is not there at any moment."""
    entries = [
        Entry(File.from_bytes(edit.path, edit.after), "update", Found(edit.before))
        for edit in edits
        if edit.after is not None
    ]
    removed = sorted(gone)
    for path in removed:
        data = project.files.read(path) or b""
        entries.append(Entry(File.from_bytes(path, data), "delete", Found(data)))
    if migration is not None:
        entries.append(Entry(migration, "create"))
    forgotten = (*removed, *prints.changed, *prints.missing)
    entries.append(_remember(project, record, forgotten, migration))
    return Plan(tuple(entries))


def _remember(
    project: Project, record: Record | None, gone: tuple[str, ...], migration: File | None
) -> Entry:
    assert project.stored is not None
    text = project.stored.remove_route(record, gone).text
    if migration is not None:
        left = project.stored.remove_route(record, gone)
        text = left.add_route(None, [(migration.path, migration.data)])
    return Entry(File(FILE_NAME, text), "update", Found(project.stored.text.encode()))
