"""In projects that their owners have changed, new routes fit in as they do in new ones."""

from pathlib import Path

import pytest

from apigen.catalog import Catalog

from ..imports import find_missing
from ..tools import read_tree
from . import owners
from .additions import EVENTS, LINES, MEMBERS, ORDERS, PAYMENTS, add_all
from .projects import write_new_project
from .workshop import TOOLS, Workshop, run

ROUTES = (ORDERS, LINES, MEMBERS, PAYMENTS, EVENTS)

STYLES = {
    "narrow": owners.set_ruff("line-length = 79"),
    "wide": owners.set_ruff("line-length = 120"),
    "quotes": owners.set_ruff("line-length = 100", 'quote-style = "single"'),
    "tabs": owners.set_ruff("line-length = 90", 'indent-style = "tab"'),
    "imports": owners.set_ruff(
        'line-length = 100\nlint.extend-select = ["I"]', "", "force-single-line = true"
    ),
    "black": owners.use_black,
}
MOVES = {
    "database": (owners.move_database,),
    "errors": (owners.move_errors,),
    "routes": (owners.move_routes,),
    "prefix": (owners.add_prefix,),
    "package": (owners.rename_package,),
    "all": (
        owners.add_prefix,
        owners.move_database,
        owners.move_errors,
        owners.move_routes,
        owners.rename_package,
    ),
}


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
@pytest.mark.parametrize("style", STYLES)
def test_new_files_are_written_in_the_style_of_the_project(
    style: str, framework: str, tmp_path: Path, real_catalog: Catalog
) -> None:
    project = write_new_project(tmp_path, {"framework": framework})
    STYLES[style](project)
    said = ["--line-length", "79"] if style == "black" else []
    run_ruff(project, "check", *said, "--fix")
    run_ruff(project, "format", *said)
    before = read_tree(project)

    additions = add_all(real_catalog, project, ROUTES)

    run_ruff(project, "check", *said)
    run_ruff(project, "format", *said, "--check")
    after = read_tree(project)
    changed = {path for path in before if before[path] != after[path]}
    seams = {"src/shop/routes/__init__.py", "src/shop/models/__init__.py", ".apigen.toml"}
    assert changed == seams
    assert len(additions) == len(ROUTES)


@pytest.mark.parametrize("database", ["sqlite", "none"])
@pytest.mark.parametrize("framework", ["fastapi", "flask"])
@pytest.mark.parametrize("move", MOVES)
def test_routes_find_what_was_moved(
    move: str, framework: str, database: str, tmp_path: Path, real_catalog: Catalog
) -> None:
    project = write_changed(tmp_path, move, framework, database)
    assert find_missing(read_tree(project)) == []
    add_all(real_catalog, project, ROUTES)
    assert find_missing(read_tree(project)) == []


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_where_everything_was_moved_all_tests_pass(
    framework: str, tmp_path: Path, real_catalog: Catalog, workshops: dict[str, Workshop]
) -> None:
    project = write_changed(tmp_path, "all", framework, "sqlite")
    workshop = workshops[framework]
    workshop.install(project)
    workshop.run(project, "pytest", "-q", "-p", "no:cacheprovider")
    add_all(real_catalog, project, ROUTES)
    workshop.run(project, "ruff", "check")
    workshop.run(project, "mypy", "--cache-dir", str(workshop.folder / "mypy"))
    workshop.run(project, "pytest", "-q", "-p", "no:cacheprovider")


def write_changed(folder: Path, move: str, framework: str, database: str) -> Path:
    """Write a project in which something was moved."""
    project = write_new_project(folder, {"framework": framework, "database": database})
    for change in MOVES[move]:
        change(project)
    run_ruff(project, "check", "--select", "I", "--fix")
    run_ruff(project, "format")
    return project


def run_ruff(project: Path, *words: str) -> None:
    """Run ruff over the project, leaving nothing of its own there."""
    run([str(TOOLS / "ruff"), *words, "--quiet", "."], cwd=project, RUFF_NO_CACHE="true")
