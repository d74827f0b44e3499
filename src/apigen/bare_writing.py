"""Writes routes that stand on their own, for projects that have nothing to build them on."""

from .catalog import Catalog
from .errors import UsageError
from .project import Project
from .registering import Edit, Home
from .route_draft import Draft
from .routes.edits import ByHand
from .routes.spec import Route


def draft_bare(
    catalog: Catalog,
    project: Project,
    route: Route,
    home: Home,
    seam: Edit | ByHand,
    prefix: str | None,
) -> Draft:
    """Write the route in one module and its tests in another.

    Raises UsageError for what needs more than that.
    """
    raise UsageError("Only projects with services can get routes so far.")
