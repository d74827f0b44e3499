"""What a project remembers of each route: what was asked for, in one form, and the files made."""

from collections.abc import Iterable, Mapping

from .field_grammar import format_field
from .path_grammar import format_path
from .spec import OPERATIONS, Resource, Route

Record = Mapping[str, str | tuple[str, ...]]

FILES = "files"


def make_record(route: Route, files: Iterable[str]) -> Record:
    """Describe the route by as few words as tell it from every other."""
    record: dict[str, str | tuple[str, ...]] = {"path": format_path(route.path)}
    if isinstance(route, Resource):
        record["singular"] = route.singular
        if route.table != route.module:
            record["table"] = route.table
        if route.operations != OPERATIONS:
            record["only"] = route.operations
    else:
        record["methods"] = route.methods
    if route.is_protected:
        record["access"] = "protected"
    if isinstance(route, Resource) and route.has_pages:
        record["pages"] = "html"
    record["fields"] = tuple(map(format_field, route.fields))
    record[FILES] = tuple(sorted(files))
    return record
