"""Writes all that a new route consists of, as values: its files, and the edits of others."""

from dataclasses import dataclass

from .catalog import Catalog
from .compose import Composition, compose
from .errors import UsageError
from .formatting import format_file
from .kit import ROUTE, Surroundings, write_resource
from .layout import Layout, read_layout
from .names import Identity, title_of
from .neighbourhood import find_neighbours
from .placing import (
    check_migrations,
    find_missing_packages,
    is_new,
    place,
    read_settings,
)
from .project import Project
from .registering import Edit, check_seam, edit_index, edit_seam, find_home
from .routes.edits import ByHand
from .routes.migrations import find_migrations, next_revision
from .routes.record import Record, make_record
from .routes.spec import Resource, Route
from .selection import select
from .tree import File


@dataclass(frozen=True)
class Draft:
    """A route as it would be: new files, edits, and what has to be done by hand first.

    `prefix` is None when what the project puts before its paths cannot be told.
    """

    files: tuple[File, ...]
    edits: tuple[Edit, ...]
    by_hand: tuple[ByHand, ...]
    prefix: str | None
    record: Record
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def rank(self, path: str) -> tuple[int, str]:
        """The order of writing: what nobody imports yet, then what imports it, then the tests."""
        edited = [edit.path for edit in self.edits]
        is_migration = "/versions/" in f"/{path}"
        is_test = path.startswith("tests/")
        if path in edited:
            return (2 if path.endswith("models/__init__.py") else 3, path)
        return (5 if path.startswith(".") else 4 if is_test else 1 if is_migration else 0, path)


def draft_route(catalog: Catalog, project: Project, route: Route) -> Draft:
    """Write the route for the project as it is.

    Raises UsageError or Refused when it cannot be written.
    """
    layout = read_layout(catalog, project)
    check_seam(project)
    if layout.answers is None or not isinstance(route, Resource):
        raise UsageError("Only resources in projects with services can be added so far.")
    home = find_home(project)
    seam, prefix = edit_seam(project, home, route.module)
    edits: list[Edit | ByHand] = [seam]
    has_tables = layout.answers["database"] != "none"
    if has_tables:
        index = edit_index(project, route.module, route.class_name)
        edits += [index] if index else []
    by_hand = tuple(edit for edit in edits if isinstance(edit, ByHand))
    migrations = find_migrations(project.files) if has_tables else None
    if migrations is not None:
        check_migrations(project, migrations, route)
    revision, name = next_revision(migrations, f"create_{route.table}") if migrations else ("", "")
    neighbours = find_neighbours(project, route)
    surroundings = Surroundings(
        parents=neighbours.parents,
        targets=neighbours.targets,
        others=neighbours.others,
        prefix=prefix or "",
        revision=revision,
        down_revision=migrations.heads[0] if migrations and migrations.heads else "",
        moved=layout.moved,
    )
    written = write_resource(_compose(catalog, project, layout), route, surroundings)
    migration = f"{migrations.folder}/{name}" if migrations else ""
    own = place(written.own.files, project, home, migration)
    shared = [
        file for file in place(written.shared.files, project, home, "") if is_new(project, file)
    ]
    files = tuple(
        format_file(file, project.root, project.line_length, read_settings(project))
        for file in (*own, *shared, *find_missing_packages(project))
    )
    return Draft(
        files=files,
        edits=tuple(edit for edit in edits if isinstance(edit, Edit)),
        by_hand=by_hand,
        prefix=prefix,
        record=make_record(route, (file.path for file in own)),
        steps=("uv run alembic upgrade head", "uv run pytest")
        if migrations
        else ("uv run pytest",),
    )


def _compose(catalog: Catalog, project: Project, layout: Layout) -> Composition:
    assert layout.answers is not None
    assert project.stored is not None
    identity = Identity(project.stored.project, project.package, title_of(project.stored.project))
    selection = select(catalog, project.framework, layout.answers)
    return compose(catalog, identity, selection, kit=ROUTE)
