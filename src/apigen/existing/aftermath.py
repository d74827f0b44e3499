"""Says what a person has to know when a route has gone: what stays, and what of it will not work."""

import shlex
from collections.abc import Collection, Iterator, Mapping

from .dependents import find_dependents
from .dropping import Table
from .footprint import Footprint, kind_of
from .project import Project
from .remembered import guess_tables


def list_notes(
    project: Project,
    path: str,
    prints: Footprint,
    gone: Collection[str],
    edited: Mapping[str, bytes],
    *,
    table: Table | None,
    is_dropped: bool,
) -> tuple[str, ...]:
    """Give a sentence for each file that is kept, and one for a table that stays.

    `gone` are all files that go, and `edited` has what others will hold after the edits.
    """
    notes = list(_tell_of_kept(project, prints, gone, edited))
    if table and not is_dropped:
        word = path if table.name in guess_tables(path) else table.name
        notes.append(
            f"The table {table.name} stays in the databases, and {table.creator} with it. Models and "
            "migrations no longer agree until you drop it: "
            f"apigen remove-route {shlex.quote(word.lstrip('/'))} --drop-table, or "
            "alembic revision --autogenerate"
        )
    return tuple(notes)


def _tell_of_kept(
    project: Project, prints: Footprint, gone: Collection[str], edited: Mapping[str, bytes]
) -> Iterator[str]:
    direct, indirect = _find_broken(project, prints, gone, edited)
    for path in prints.changed:
        if kind_of(project, path) == "tests":
            yield f"{path} stays and will fail, since the routes are gone."
        elif path in direct:
            yield f"{path} stays, since you changed it, and imports what goes: mend or delete it."
        elif path in indirect:
            yield (
                f"{path} stays, since you changed it, and imports {indirect[path]}, which will not "
                "work: mend or delete it."
            )
        else:
            yield f"{path} stays, since you changed it: delete it unless you need it."


def _find_broken(
    project: Project, prints: Footprint, gone: Collection[str], edited: Mapping[str, bytes]
) -> tuple[set[str], dict[str, str]]:
    """Give the kept files that import what goes; and, each with what it imports, those that use them.

    A model that is kept goes from the models' package all the same.
    """
    modules = [path for path in gone if path.endswith(".py")]
    found = find_dependents(project, modules, prints.classes, edited)
    direct = {each.path for each in found} & set(prints.changed)
    indirect: dict[str, str] = {}
    fresh = direct
    while fresh:
        users = find_dependents(project, sorted(fresh), {}, edited)
        known = {*direct, *indirect}
        new = {u.path: u.module for u in users if u.path in prints.changed and u.path not in known}
        indirect |= new
        fresh = set(new)
    return direct, indirect
