"""Finds what a route has around it in the project on disk, whatever the answers are."""

from ..catalog import Catalog
from ..errors import ApigenError
from ..existing.layout import read_layout
from ..existing.pages import edit_page_seam
from ..existing.project import Project
from ..existing.registering import edit_seam, find_home
from ..existing.writing import Whereabouts
from ..routes.spec import Resource, Route


def find_whereabouts(catalog: Catalog, project: Project, route: Route) -> Whereabouts:
    """Give what the project puts before the route's paths, and where it has moved modules to."""
    _, prefix = edit_seam(project, find_home(project), route.module)
    has_pages = isinstance(route, Resource) and route.has_pages
    page_prefix = edit_page_seam(project, route)[1] if has_pages else ""
    try:
        moved = read_layout(catalog, project).moved
    except ApigenError:
        moved = {}
    return Whereabouts(prefix, page_prefix, moved)
