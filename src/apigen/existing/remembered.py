"""Finds the route that a person means among those that a project remembers; or says what is there."""

import re
from difflib import get_close_matches

from ..errors import ApigenError, Refused, UsageError, list_words, show
from ..reading.reader import list_routes
from ..routes.parse import parse_route
from ..routes.path_grammar import format_path, parse_path
from ..routes.record import FILES, Record
from ..routes.spec import Resource
from ..state import FILE_NAME
from .dropping import Table, find_table
from .project import Project

_SHOWN = 8
_TYPE = re.compile(r":\w+(?=})")


def find_record(project: Project, path: str) -> Record | None:
    """Give what is remembered of the route at `path`.

    The path may also be the route's singular name, or leave out the types of its parameters.
    In a project that remembers no routes of apigen's this raises Refused for a path that something
    serves, and UsageError for any other.
    """
    if project.stored is None:
        if not _list_handlers(project, path):
            raise UsageError(
                f"There is no route {show(path)} in this project, which apigen did not make.",
                hint="To see all there are: apigen routes",
            )
        raise _tell_what_is_there(
            project,
            path,
            f"apigen did not make this project: there is no {FILE_NAME}, which "
            "would tell what belongs to a route.",
        )
    wanted = {f"/{path.strip('/')}", _spell(path)}
    for record in project.stored.routes:
        if record["path"] in wanted or record.get("singular") == path:
            return record
    plain = _TYPE.sub("", f"/{path.strip('/')}")
    alike = [r for r in project.stored.routes if _TYPE.sub("", str(r["path"])) == plain]
    return alike[0] if len(alike) == 1 else None


def find_remains(project: Project, path: str, *, has_drop: bool) -> Table:
    """Give the table that a route, taken away before, has left. Without `has_drop` none is sought.

    Raises UsageError when there is no such route and nothing is left of one, Refused when it is
    there and not apigen's.
    """
    for name in guess_tables(path) if has_drop else ():
        table = find_table(project, name)
        if table and table.creator not in _list_recorded(project):
            return table
    known = [str(record["path"]) for record in project.stored.routes] if project.stored else []
    message = f"There is no route {show(path)} that apigen made"
    if _list_handlers(project, path):
        raise _tell_what_is_there(project, path, f"{message}, only this:")
    near = get_close_matches(f"/{path.strip('/')}", known, n=1)
    shown = [*known[:_SHOWN], "more"] if len(known) > _SHOWN else known
    has = f"Its routes are {list_words(shown, 'and')}." if known else "It made none."
    raise UsageError(
        f"{message}. {has}",
        hint=f"Did you mean {near[0]}?" if near else "To see all there are: apigen routes",
    )


def guess_tables(path: str) -> list[str]:
    """Give the names that a table of the route may have, the usual one first."""
    names = [path.strip("/")]
    try:
        route = parse_route(path, ["name:str"], methods=(), only=(), plural=None, table=None)
    except ApigenError:
        return names
    return [route.table, *names] if isinstance(route, Resource) else names


def name_record(record: Record) -> str:
    """Give the path by which people know a route."""
    return str(record["path"])


def _list_recorded(project: Project) -> set[str]:
    routes = project.stored.routes if project.stored else ()
    return {path for record in routes for path in record[FILES]}


def _spell(path: str) -> str:
    try:
        return format_path(parse_path(path))
    except UsageError:
        return path


def _list_handlers(project: Project, path: str) -> tuple[str, ...]:
    try:
        wanted = format_path(parse_path(path), "fastapi")
    except UsageError:
        wanted = f"/{path.strip('/')}"
    return tuple(
        f"{route.method} {route.path}: {route.handler} in {route.file}:{route.line}"
        for route in list_routes(project.files, project.framework)
        if route.path == wanted or (wanted != "/" and f"{wanted}/" in f"{route.path}/")
    )


def _tell_what_is_there(project: Project, path: str, message: str) -> Refused:
    error = Refused(
        f"{message} Nothing was changed.",
        hint="Take it out by hand: the registration of its router first, then what only it needs.",
    )
    error.lines = _list_handlers(project, path)[: 2 * _SHOWN]
    return error
