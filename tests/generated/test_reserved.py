"""No project can be called what a project has, or what is installed along with it."""

import re
import tomllib
from pathlib import Path, PurePosixPath

import pytest
from uv import find_uv_bin

from apigen.answers import settle
from apigen.catalog import Catalog
from apigen.draft import draft_project
from apigen.names import normalize, refuse
from apigen.question import FRAMEWORKS

from .combinations import SHOP, accepted, cover, list_pairs, make_draft
from .workshop import Workshop, list_files, run, write_project


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_installed_is_no_name(
    framework: str, tmp_path: Path, real_catalog: Catalog, workshops: dict[str, Workshop]
) -> None:
    answers = settle(real_catalog.questions(framework), {"framework": framework})
    project = write_project(draft_project(real_catalog, SHOP, answers), tmp_path / "shop")
    run([find_uv_bin(), "lock", "--quiet"], cwd=project)
    lock = tomllib.loads((project / "uv.lock").read_text(encoding="utf-8"))
    locked = {package["name"] for package in lock["package"]} - {SHOP.project}
    [installed] = workshops[framework].folder.glob("lib/*/site-packages")
    found = {re.split(r"[-.]", p.name)[0] for p in installed.iterdir() if p.suffix != ".pth"}
    assert len(locked) > 20
    assert len(found) > 20
    assert _find_accepted(real_catalog, locked | found - {SHOP.package}) == []


def test_what_a_project_has_outside_of_its_package_is_no_name(real_catalog: Catalog) -> None:
    modules = {
        PurePosixPath(file.path).stem
        for selection in cover(accepted(real_catalog), list_pairs)
        for file in list_files(make_draft(selection))
        if file.path.startswith(("tests/", "migrations/")) and file.path.endswith(".py")
    }
    assert {"conftest", "env"} <= modules
    assert _find_accepted(real_catalog, modules) == []


def _find_accepted(catalog: Catalog, names: set[str]) -> list[str]:
    taken = frozenset(map(normalize, catalog.reserved_names()))
    return sorted(name for name in names if not refuse(name, taken))
