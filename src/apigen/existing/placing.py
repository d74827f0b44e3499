"""Puts the files of a new route where the project keeps their kind."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import Refused, UsageError, list_words, show
from ..reading.migrations import Migrations, created_tables
from ..routes.path_grammar import format_path
from ..routes.spec import Resource
from ..tree import File, list_folders
from .project import Project
from .registering import Home

# What PostgreSQL keeps of a name.
_LONGEST_NAME = 63
_UP = re.compile(r"(?m)^from \.\.(?=\w)")


def check_migrations(project: Project, migrations: Migrations, route: Resource) -> None:
    """Raise Refused or UsageError when no migration for the route can be put on top."""
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
            hint="Pass another name: --table NAME. If it is left from a route that you removed: "
            f"apigen remove-route {format_path(route.path)} --drop-table",
        )


def check_names(route: Resource, tables: Mapping[str, str]) -> None:
    """Raise UsageError when a constraint's name would be longer than databases take.

    `tables` are those that columns refer to, by the columns' names.
    """
    names = [f"fk_{route.table}_{column}_{table}" for column, table in tables.items()]
    names += [f"uq_{route.table}_{field.name}" for field in route.fields if field.is_unique]
    names += [f"ix_{route.table}_{field.name}" for field in route.fields if field.is_indexed]
    for name in names:
        if len(name) > _LONGEST_NAME:
            raise UsageError(
                f"The constraint {show(name)} would have a name of {len(name)} characters, and "
                f"{_LONGEST_NAME} are the most that PostgreSQL takes.",
                hint="Choose shorter names, or a shorter --table NAME.",
            )


def place(files: Iterable[File], project: Project, home: Home, migration: str) -> tuple[File, ...]:
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


def is_new(project: Project, file: File) -> bool:
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


def find_missing_packages(project: Project) -> Iterable[File]:
    """Give what makes packages of the folders that a resource is written to.

    Raises Refused when the models are elsewhere: what knows all tables must know the new one.
    """
    for kind in ("models", "schemas", "services"):
        path = f"{project.folder}/{kind}/__init__.py"
        if path in project.files:
            continue
        if kind == "models" and (other := _find_models(project)):
            raise Refused(
                f"The models are in {show(other)}, and new ones go into {show(path)}.",
                hint="Move the package of the models back, or add this route by hand.",
            )
        yield File(path, "")


def check_folders(root: Path, paths: tuple[str, ...]) -> None:
    """Raise Refused when a folder on the way to one of `paths` is a link, which is not followed."""
    for folder in list_folders(paths):
        if os.path.islink(root / folder):
            raise Refused(
                f"{show(str(root / folder))} is a symbolic link to "
                f"{show(os.readlink(root / folder))}, and apigen does not write through links.",
                hint="Put the folder itself there.",
            )


def _find_models(project: Project) -> str:
    for path in project.files.modules:
        inside = path.startswith(f"{project.folder}/") and path.endswith(
            ("/models/__init__.py", "/models.py")
        )
        if inside:
            return path
    return ""


def read_settings(project: Project) -> str:
    """Give the text of all settings that ruff would read."""
    names = ("pyproject.toml", "ruff.toml", ".ruff.toml")
    return "".join((project.files.read(name) or b"").decode(errors="replace") for name in names)
