"""Several runs of add-route at once, and edits that come in between: all land, or one refuses."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from apigen.catalog import Catalog, find_templates, load_catalog
from apigen.destination import open_project
from apigen.errors import Refused
from apigen.existing.addition import plan_addition
from apigen.existing.project import load_project
from apigen.routes.parse import parse_route
from apigen.workspace import apply

from ..generated.projects import write_new_project
from ..imports import find_missing
from ..tools import make_command, read_tree

SEAM = "src/shop/routes/__init__.py"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new project."""
    return write_new_project(tmp_path / "shop")


@pytest.fixture
def catalog() -> Catalog:
    """The catalog of the templates in this checkout."""
    return load_catalog()


@pytest.mark.parametrize("names", [("orders", "users"), ("a_x", "b_x", "c_x", "d_x", "e_x")])
def test_runs_at_once_all_land(project: Path, names: tuple[str, ...]) -> None:
    paths = [name.replace("x", "orders") for name in names]
    outcomes = run_at_once(project, paths)
    assert [code for code, _ in outcomes] == [0] * len(names), outcomes
    tree = read_tree(project)
    assert find_missing(tree) == []
    for path in paths:
        assert f"app.include_router({path}.router)" in tree[SEAM]
        assert f'path = "/{path}"' in tree[".apigen.toml"]
    revisions = [name for name in tree if "/versions/" in name]
    assert len({name.split("/")[-1][:4] for name in revisions}) == len(revisions) == len(paths) + 1
    assert not list(project.glob(".*apigen-tmp*"))


def test_of_the_same_run_twice_at_once_one_finds_it_there(project: Path) -> None:
    outcomes = run_at_once(project, ["orders", "orders"])
    assert [code for code, _ in outcomes] == [0, 0], outcomes
    assert sum("there already" in printed for _, printed in outcomes) == 1
    assert read_tree(project)[SEAM].count("app.include_router(orders.router)") == 1


@pytest.mark.parametrize("edited", [SEAM, "src/shop/models/__init__.py", ".apigen.toml"])
def test_what_was_edited_since_it_was_read_is_not_overwritten(
    edited: str, project: Path, catalog: Catalog
) -> None:
    route = parse_route("orders", ["name:str"])
    addition = plan_addition(catalog, load_project(project), route)
    with (project / edited).open("a", encoding="utf-8") as stream:
        stream.write("# mine\n")
    before = read_tree(project)
    with pytest.raises(Refused, match="came into the way"):
        apply(open_project(project), addition.plan, lambda _: None)
    assert read_tree(project) == before


def test_what_was_made_since_it_was_looked_for_is_not_overwritten(
    project: Path, catalog: Catalog
) -> None:
    route = parse_route("orders", ["name:str"])
    addition = plan_addition(catalog, load_project(project), route)
    (project / "tests/routes/test_orders.py").write_text("# mine\n", encoding="utf-8")
    before = read_tree(project)
    with pytest.raises(Refused, match="came into the way"):
        apply(open_project(project), addition.plan, lambda _: None)
    assert read_tree(project) == before


def test_of_two_new_projects_at_one_place_one_refuses(tmp_path: Path) -> None:
    words = ("new", "shop", "--yes", "--no-install")
    runs = [
        subprocess.Popen(
            make_command(find_templates(), *words),
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = [run.communicate(timeout=60)[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 3], said
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]
    assert find_missing(read_tree(tmp_path / "shop")) == []


def run_at_once(project: Path, paths: Iterable[str]) -> list[tuple[int, str]]:
    """Start one run for each path, all at the same time; gives exit codes and what they printed."""
    runs = [
        subprocess.Popen(
            make_command(find_templates(), "add-route", path, "name:str"),
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for path in paths
    ]
    printed = [run.communicate(timeout=60)[0] for run in runs]
    return [(run.returncode, text) for run, text in zip(runs, printed, strict=True)]
