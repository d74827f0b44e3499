"""Lists the routes of a project from its source, and says which of them apigen made."""

from dataclasses import dataclass
from pathlib import Path

from ..reading.apps import find_apps
from ..reading.disk import ProjectFiles
from ..reading.reader import FoundRoute, list_routes
from ..routes.record import FILES
from .project import read_memory
from .whereabouts import find_framework


@dataclass(frozen=True)
class Listed:
    """A route, the framework of its application, and the route of apigen's that it belongs to."""

    route: FoundRoute
    framework: str
    made_as: str


@dataclass(frozen=True)
class Inventory:
    """All routes of a project, by application and path; those that nobody registers come last."""

    root: Path
    routes: tuple[Listed, ...]

    @property
    def apps(self) -> tuple[str, ...]:
        """Where the applications are made that have routes, as file:line."""
        return tuple(dict.fromkeys(e.route.app for e in self.routes if e.route.is_registered))


def take_inventory(root: Path) -> Inventory:
    """Read the project at `root`, running none of its code.

    Raises UsageError when it is no project of Flask or FastAPI.
    """
    files = ProjectFiles(root)
    stored = read_memory(root)
    records = stored.routes if stored else ()
    made = {path: str(record["path"]) for record in records for path in record[FILES]}
    frameworks = {app.framework for app in find_apps(files)}
    if not frameworks:
        frameworks.add(find_framework(files, root, stored))
    listed = [
        Listed(route, framework, made.get(route.file, ""))
        for framework in sorted(frameworks)
        for route in list_routes(files, framework)
    ]
    known = {_place(each.route): each for each in sorted(listed, key=_order, reverse=True)}
    kept = [
        each for each in listed if each.route.is_registered or known[_place(each.route)] == each
    ]
    return Inventory(root, tuple(sorted(kept, key=_order)))


def _place(route: FoundRoute) -> tuple[str, int, str]:
    return route.file, route.line, route.method


def _order(listed: Listed) -> tuple[bool, str]:
    return not listed.route.is_registered, listed.route.app
