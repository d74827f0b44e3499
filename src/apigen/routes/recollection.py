"""From what a project remembers of a route back to the route that was asked for."""

from contextlib import suppress
from dataclasses import replace

from ..errors import UsageError
from .parents import read_parents
from .parse import parse_route
from .path_grammar import parse_path
from .path_names import join_segments, write_path
from .record import Record
from .spec import Resource, Route


def read_record(record: Record) -> Route:
    """Give the route of a record, with its access and its pages.

    Raises UsageError when the record asks for what is no route.
    """
    path, fields = str(record["path"]), _list(record, "fields")
    is_protected = record.get("access") == "protected"
    if "methods" in record:
        endpoint = parse_route(path, fields, methods=_list(record, "methods"))
        return replace(endpoint, is_protected=is_protected)
    route = _read_resource(record)
    return replace(route, is_protected=is_protected, has_pages="pages" in record)


def name_path(record: Record) -> tuple[str, str | None]:
    """Give the path of a resource as it is said, and the plural where the path says the singular."""
    path, fields = str(record["path"]), _list(record, "fields")
    singular = str(record.get("singular", ""))
    route: Route | None = None
    with suppress(UsageError):
        route = parse_route(path, fields, only=_list(record, "only"))
    if isinstance(route, Resource) and route.singular == singular:
        return path, None
    # Whoever asked said both, since one does not tell the other.
    parts = parse_path(path)
    words, _ = read_parents(parts)
    one = singular.removeprefix("".join(f"{join_segments(word)}_" for word in words))
    return write_path((*parts[:-1], one)), str(parts[-1])


def _read_resource(record: Record) -> Resource:
    table = str(record["table"]) if "table" in record else None
    path, plural = name_path(record)
    only, fields = _list(record, "only"), _list(record, "fields")
    route = parse_route(path, fields, only=only, table=table, plural=plural)
    assert isinstance(route, Resource)
    return route


def _list(record: Record, key: str) -> tuple[str, ...]:
    value = record.get(key, ())
    return (value,) if isinstance(value, str) else value
