"""Refuses to take away a route that something else in the project needs."""

from collections.abc import Mapping

from ..errors import Refused, list_words
from ..routes.record import FILES, Record
from .dependents import find_dependents, find_references
from .footprint import Footprint
from .project import Project
from .remembered import name_record

_SHOWN = 10


def check_free(
    project: Project, record: Record, prints: Footprint, edited: Mapping[str, bytes]
) -> None:
    """Raise Refused naming the other routes and modules that need the route, with their lines.

    `edited` has what files will hold after the edits.
    """
    found = find_dependents(project, prints.modules, prints.classes, edited)
    if prints.table:
        found += find_references(project, prints.table, prints.classes, prints.everything)
    others = [each for each in found if each.path not in prints.everything]
    routes = project.stored.routes if project.stored else ()
    owners = {path: name_record(other) for other in routes for path in other[FILES]}
    names = [owners.get(each.path, each.path) for each in others]
    if "singular" in record:
        start = f"{record['path']}/{{"
        names += [name_record(r) for r in routes if name_record(r).startswith(start)]
    if not names:
        return
    names = list(dict.fromkeys(names))
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    error = Refused(
        f"{name_record(record)} is needed by {list_words([*names[:_SHOWN], *more], 'and')}. "
        "Nothing was changed.",
        hint="Take that away first, or what it needs of this out of it.",
    )
    error.lines = tuple(f"{each.path}:{each.line}: {each.text}" for each in others[: 2 * _SHOWN])
    raise error
