"""Refuses to take away a route that something else needs, or to whose files a link leads."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ..errors import Refused, list_words, show
from ..routes.record import FILES, Record
from .dependents import find_dependents, find_references
from .footprint import Footprint
from .project import Project
from .remembered import name_record

_SHOWN = 10


def check_links(project: Project, prints: Footprint) -> None:
    """Raise Refused when a file of the route, or a folder on the way to one, is a symbolic link.

    What lies behind it was not read, and so would seem to be gone.
    """
    indexes = (
        str(PurePosixPath(path).with_name("__init__.py")) for path in prints.classes.values()
    )
    paths = [path for path in (*prints.everything, *indexes) if path]
    for place in dict.fromkeys(place for path in paths for place in _list_places(path)):
        try:
            mode = os.lstat(project.root / place).st_mode
        except (OSError, ValueError):  # nothing is there
            continue
        if stat.S_ISLNK(mode):
            raise Refused(
                f"{show(place)} is a symbolic link, which apigen does not follow. "
                "Nothing was changed.",
                hint="Put what it leads to in its place, and run the same command again.",
            )


def _list_places(path: str) -> Iterator[str]:
    """Give the folders on the way to a file, the outermost first, and the file."""
    yield from reversed([str(folder) for folder in PurePosixPath(path).parents if folder.name])
    yield path


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
