"""Writes all that a new route consists of, as values: its files, and the edits of others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..catalog import Catalog
from ..compose import compose
from ..editing.edits import ByHand
from ..fitting import select
from ..kits.resource import ROUTE, Surroundings, WrittenRoute, write_resource
from ..names import Identity, title_of
from ..reading.migrations import find_migrations, next_revision
from ..routes.spec import Endpoint, Resource, Route
from ..selection import Selection
from ..tree import File
from .follow_up import list_steps
from .layout import Layout, read_layout
from .neighbourhood import find_neighbours
from .pages import edit_page_seam
from .placing import check_migrations, find_missing_packages, is_new, place
from .project import Project
from .registering import Edit, Home, check_seam, edit_index, edit_seam, find_home
from .route_draft import Draft, format_draft, make_draft


@dataclass(frozen=True)
class Whereabouts:
    """What comes before the paths of a route and of its pages, and where modules are now."""

    prefix: str | None = ""
    page_prefix: str | None = ""
    moved: Mapping[str, str] = field(default_factory=dict)


def draft_route(catalog: Catalog, project: Project, route: Route) -> Draft:
    """Write the route for the project as it is, and in its form.

    Raises UsageError or Refused when it cannot be written.
    """
    return format_draft(project, write_route(catalog, project, route))


def write_route(
    catalog: Catalog, project: Project, route: Route, known: Whereabouts | None = None
) -> Draft:
    """Write the route as rendered. What is `known` is taken for true whatever the project says.

    Raises UsageError or Refused when it cannot be written.
    """
    layout = read_layout(catalog, project)
    check_seam(project)
    if layout.answers is None:
        from .bare_writing import draft_bare

        return draft_bare(catalog, project, route)
    home = find_home(project)
    seam, prefix = edit_seam(project, home, route.module)
    page_seam, page_prefix = edit_page_seam(project, route)
    edits: list[Edit | ByHand] = [seam, page_seam] if page_seam else [seam]
    migration = ""
    where = known or Whereabouts(prefix, page_prefix, layout.moved)
    if isinstance(route, Endpoint):
        written = _write_endpoint(catalog, project, layout, route, where)
    else:
        written, migration = _write_resource(catalog, project, layout, route, where)
        if layout.answers["database"] != "none":
            index = edit_index(project, route.module, route.class_name)
            edits += [index] if index else []
    own, shared = _place(written, project, home, migration)
    steps = list_steps(project, has_migration=bool(migration))
    return make_draft(
        project, route, own, shared, edits, prefix=prefix, page_prefix=page_prefix, steps=steps
    )


def _write_endpoint(
    catalog: Catalog, project: Project, layout: Layout, endpoint: Endpoint, where: Whereabouts
) -> WrittenRoute:
    from ..kits.endpoint import compose_endpoint, write_endpoint

    kit = compose_endpoint(catalog, *_identify(catalog, project, layout))
    return write_endpoint(kit, endpoint, where.prefix or "", where.moved)


def _write_resource(
    catalog: Catalog, project: Project, layout: Layout, resource: Resource, where: Whereabouts
) -> tuple[WrittenRoute, str]:
    """Give what is written, and the path of its migration where the project has those."""
    assert layout.answers is not None
    has_tables = layout.answers["database"] != "none"
    migrations = find_migrations(project.files) if has_tables else None
    revision = name = ""
    if migrations is not None:
        check_migrations(project, migrations, resource)
        revision, name = next_revision(migrations, f"create_{resource.table}")
    neighbours = find_neighbours(project, resource)
    surroundings = Surroundings(
        parents=neighbours.parents,
        targets=neighbours.targets,
        others=neighbours.others,
        prefix=where.prefix or "",
        page_prefix=where.page_prefix or "",
        revision=revision,
        down_revision=migrations.heads[0] if migrations and migrations.heads else "",
        moved=where.moved,
    )
    kit = compose(catalog, *_identify(catalog, project, layout), kit=ROUTE)
    written = write_resource(kit, resource, surroundings)
    return written, f"{migrations.folder}/{name}" if migrations else ""


def _identify(catalog: Catalog, project: Project, layout: Layout) -> tuple[Identity, Selection]:
    assert layout.answers is not None
    assert project.stored is not None
    identity = Identity(project.stored.project, project.package, title_of(project.stored.project))
    return identity, select(catalog, project.framework, layout.answers)


def _place(
    written: WrittenRoute, project: Project, home: Home, migration: str
) -> tuple[tuple[File, ...], tuple[File, ...]]:
    """Give the files of the route, and those that it shares and that are not there yet."""
    own = place(written.own.files, project, home, migration)
    shared = [f for f in place(written.shared.files, project, home, "") if is_new(project, f)]
    folders = {file.path.rpartition("/")[0] for file in own}
    packages = find_missing_packages(project)
    needed = [file for file in packages if file.path.rpartition("/")[0] in folders]
    return own, (*shared, *needed)
