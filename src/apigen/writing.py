"""Writes all that a new route consists of, as values: its files, and the edits of others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .catalog import Catalog
from .compose import Composition, compose
from .errors import Refused, UsageError, list_words, show
from .formatting import format_file
from .kit import ROUTE, Surroundings, write_resource
from .layout import Layout, read_layout
from .names import Identity, title_of
from .neighbourhood import find_neighbours
from .project import Project
from .registering import Edit, Home, check_seam, edit_index, edit_seam, find_home
from .routes.edits import ByHand
from .routes.migrations import Migrations, created_tables, find_migrations, next_revision
from .routes.record import Record, make_record
from .routes.spec import Resource, Route
from .selection import select
from .tree import File

_UP = re.compile(r"(?m)^from \.\.(?=\w)")


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
        _check_migrations(project, migrations, route)
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
    own = _place(written.own.files, project, home, migration)
    shared = [
        file for file in _place(written.shared.files, project, home, "") if _is_new(project, file)
    ]
    files = tuple(
        format_file(file, project.root, project.line_length, _read_settings(project))
        for file in (*own, *shared, *_find_missing_packages(project))
    )
    return Draft(
        files=files,
        edits=tuple(edit for edit in edits if isinstance(edit, Edit)),
        by_hand=by_hand,
        prefix=prefix,
        record=make_record(route, (file.path for file in own)),
        steps=("alembic upgrade head", "pytest") if migrations else ("pytest",),
    )


def _compose(catalog: Catalog, project: Project, layout: Layout) -> Composition:
    assert layout.answers is not None
    assert project.stored is not None
    identity = Identity(project.stored.project, project.package, title_of(project.stored.project))
    selection = select(catalog, project.framework, layout.answers)
    return compose(catalog, identity, selection, kit=ROUTE)


def _check_migrations(project: Project, migrations: Migrations, route: Resource) -> None:
    if migrations.problem:
        raise Refused(migrations.problem, hint="Mend the migrations first.")
    if len(migrations.heads) > 1:
        raise Refused(
            f"The migrations have {len(migrations.heads)} heads: "
            f"{list_words(map(show, migrations.heads), 'and')}.",
            hint="Bring them together first: alembic merge heads",
        )
    if route.table in created_tables(project.files, migrations):
        raise UsageError(
            f"There is a table {show(route.table)} already, made by a migration.",
            hint="Pass another name: --table NAME",
        )


def _place(files: Iterable[File], project: Project, home: Home, migration: str) -> tuple[File, ...]:
    """Put files where this project has their kind; migrations only where it has those."""
    usual = f"src/{project.package}/"
    placed = []
    for file in files:
        if file.path.startswith(f"{usual}routes/"):
            name = file.path.removeprefix(f"{usual}routes/")
            text = _UP.sub(f"from {'.' * (home.depth + 1)}", file.text)
            placed.append(File(f"{home.folder}/{name}", text))
        elif file.path.startswith(usual):
            placed.append(File(f"{project.folder}/{file.path.removeprefix(usual)}", file.text))
        elif not file.path.startswith("migrations/"):
            placed.append(file)
        elif migration:
            placed.append(File(migration, file.text))
    return tuple(placed)


def _is_new(project: Project, file: File) -> bool:
    """Whether a shared file is not there. Raises Refused when another one is in its place."""
    if file.path not in project.files:
        return True
    names = re.findall(r"(?m)^(?:class )?([A-Z]\w+)(?= = |\(|:)", file.text)
    text = (project.files.read(file.path) or b"").decode(errors="replace")
    if missing := [name for name in names if not re.search(rf"(?m)^(class )?{name}\b", text)]:
        raise Refused(
            f"{show(file.path)} is there and has no {missing[0]}, which the new route needs.",
            hint="Move it to another name, and run this again.",
        )
    return False


def _find_missing_packages(project: Project) -> Iterable[File]:
    for kind in ("models", "schemas", "services"):
        path = f"{project.folder}/{kind}/__init__.py"
        if path not in project.files:
            yield File(path, "")


def _read_settings(project: Project) -> str:
    names = ("pyproject.toml", "ruff.toml", ".ruff.toml")
    return "".join((project.files.read(name) or b"").decode(errors="replace") for name in names)
