"""A few whole projects as they must come out; a change of them is reviewed like code.

`APIGEN_SNAPSHOTS=write pytest tests/generated/test_snapshots.py` writes them anew.
"""

import os
import shutil
from pathlib import Path

import pytest

from apigen.catalog import find_templates

from ..tools import read_tree, run_apigen

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"

PROJECTS = {
    "fastapi-default": (),
    "flask-default": ("--framework", "flask"),
    "fastapi-minimal": ("--minimal",),
    "flask-minimal": ("--minimal", "--framework", "flask"),
}


@pytest.mark.parametrize("name", PROJECTS)
def test_project_comes_out_as_reviewed(name: str, tmp_path: Path) -> None:
    flags = ("--yes", "--no-install", "--no-git", *PROJECTS[name])
    done = run_apigen(find_templates(), "new", "shop", *flags, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = tmp_path / "shop"
    (made / ".env").unlink(missing_ok=True)
    if os.environ.get("APIGEN_SNAPSHOTS") == "write":
        shutil.rmtree(SNAPSHOTS / name, ignore_errors=True)
        shutil.copytree(made, SNAPSHOTS / name)
    assert read_tree(made) == read_tree(SNAPSHOTS / name)


@pytest.mark.parametrize(("kind", "made_later", "most"), [("default", 2, 40), ("minimal", 1, 14)])
@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_projects_are_small(framework: str, kind: str, made_later: int, most: int) -> None:
    """With the lock file, and openapi.json where there is one, which the installation makes."""
    assert len(read_tree(SNAPSHOTS / f"{framework}-{kind}")) + made_later <= most


def test_twins_have_the_same_files() -> None:
    for kind in ("default", "minimal"):
        fastapi = read_tree(SNAPSHOTS / f"fastapi-{kind}").keys()
        flask = read_tree(SNAPSHOTS / f"flask-{kind}").keys()
        assert flask == fastapi


# The installation brings two more to a default project, uv.lock and openapi.json: 40 in all.
@pytest.mark.parametrize(("kind", "most"), [("default", 38), ("minimal", 14)])
@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_every_file_has_to_earn_its_place(framework: str, kind: str, most: int) -> None:
    assert len(read_tree(SNAPSHOTS / f"{framework}-{kind}")) <= most
