"""The HTML pages of a resource in a project: whether it can have them, and where they are registered."""

from dataclasses import replace

from ..editing.edits import ByHand
from ..errors import UsageError, show
from ..routes.spec import Resource, Route
from .project import Project
from .registering import Edit, Home, edit_seam

_FOLDER = "pages"
_TOKEN = "csrf_token"


def want_pages(project: Project, route: Route, *, is_wished: bool) -> Route:
    """Give the route with pages, if that was wished.

    Raises UsageError when the project serves none, or the route is none that can have them.
    """
    if not is_wished:
        return route
    if not isinstance(route, Resource) or "list" not in route.operations:
        raise UsageError(
            "Pages are for resources with a list: every form leads back to it.",
            hint="Leave out --pages, or give the resource its list.",
        )
    if project.stored is None or project.stored.answers.get("templates") is not True:
        raise UsageError(
            "The project serves no pages, so no route of it can have any.",
            hint="Leave out --pages. A project with pages: apigen new my-site --templates",
        )
    if find_page_seam(project) not in project.files:
        raise UsageError(
            f"There is no {show(find_page_seam(project))}, where pages were registered.",
            hint="Bring it back, or leave out --pages.",
        )
    if any(field.name == _TOKEN for field in route.fields):
        raise UsageError(
            f"Forms have their CSRF token under the name {_TOKEN}, so no field can be called that.",
            hint="Leave out --pages, or choose another name.",
        )
    return replace(route, has_pages=True)


def find_page_seam(project: Project) -> str:
    """Give the path of the file that registers pages."""
    return f"{project.folder}/{_FOLDER}/__init__.py"


def see_pages(project: Project) -> Project:
    """Give the project as one that registers pages instead of routes."""
    return replace(project, seam=find_page_seam(project))


def edit_page_seam(project: Project, route: Route) -> tuple[Edit | ByHand | None, str | None]:
    """Register the route's pages, if it has any, and give the prefix that they get there."""
    if not isinstance(route, Resource) or not route.has_pages:
        return None, ""
    folder = find_page_seam(project).rpartition("/")[0]
    home = Home(folder, f"{project.package}.{_FOLDER}", 1)
    return edit_seam(see_pages(project), home, route.module)


def is_in_pages(project: Project, path: str) -> bool:
    """Whether the file at `path` is beside those that make pages."""
    return path.startswith(f"{project.folder}/{_FOLDER}/")
