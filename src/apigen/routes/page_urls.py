"""Which pages a resource has, by its operations, and which requests they answer."""

from .path_grammar import format_path
from .spec import Operation, Resource, Route


def find_change(resource: Resource) -> Operation | None:
    """Give the operation that saves a changed one, if the form for it can be filled in."""
    changes: tuple[Operation, ...] = ("replace", "update")
    known = [name for name in changes if name in resource.operations]
    return known[0] if known and "read" in resource.operations else None


def has_delete_page(resource: Resource) -> bool:
    """Whether there is a page that shows one and deletes it."""
    return {"read", "delete"} <= set(resource.operations)


def list_page_urls(route: Route, prefix: str) -> tuple[tuple[str, str], ...]:
    """Give the method and path of each page that the route has, as FastAPI spells paths."""
    if not isinstance(route, Resource) or not route.has_pages:
        return ()
    many = f"{prefix}/pages{format_path(route.path, 'fastapi')}"
    one = f"{many}/{{{route.key}}}"
    forms = [f"{many}/new"] if "create" in route.operations else []
    forms += [one] if find_change(route) else []
    forms += [f"{one}/delete"] if has_delete_page(route) else []
    return (("GET", many), *((method, path) for path in forms for method in ("GET", "POST")))
