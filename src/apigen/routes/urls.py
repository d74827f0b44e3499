"""Which requests a route answers: the method and the path of each of its operations."""

from collections.abc import Mapping

from .path_grammar import format_path
from .spec import Operation, Resource, Route

METHODS: Mapping[Operation, str] = {
    "list": "GET",
    "create": "POST",
    "read": "GET",
    "replace": "PUT",
    "update": "PATCH",
    "delete": "DELETE",
}
_ON_ROWS = frozenset({"read", "replace", "update", "delete"})


def list_urls(route: Route, prefix: str) -> tuple[tuple[str, str], ...]:
    """Give the method and path of each operation, as FastAPI spells paths."""
    path = prefix + format_path(route.path, "fastapi")
    if not isinstance(route, Resource):
        return tuple((method, path) for method in route.methods)
    one = f"{path}/{{{route.key}}}"
    return tuple((METHODS[o], one if o in _ON_ROWS else path) for o in route.operations)
