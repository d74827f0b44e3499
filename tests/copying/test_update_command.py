"""`apigen update` of a project that a template made, as it is run: conflicts, --continue, undo."""

import json
import os
from pathlib import Path

import pytest

from apigen.catalog import find_templates

from ..tools import read_tree, run_apigen
from .templates import SERVICE, git, make_template, release
from .test_new import make
from .test_updating import NEWER

REAL = find_templates()


@pytest.fixture
def project(place: Path, tmp_path: Path) -> Path:
    """A project of the template's v1.0 with edits, one of which v2.0 conflicts with."""
    template = make_template(tmp_path / "service", SERVICE)
    make(place, template)
    root = place / "my-shop"
    readme = root / "README.md"
    readme.write_text(readme.read_text().replace("Port 8000.", "Port 8000, behind a proxy."))
    git(root, "commit", "--quiet", "--all", "--message", "Mine")
    release(template, NEWER, "v2.0")
    return root


def test_conflicts_end_with_3_and_are_continued_or_taken_back(project: Path) -> None:
    before = read_tree(project)
    inner = project / "src/my_shop"
    preview = run_apigen(REAL, "update", "--dry-run", "--json", cwd=inner)
    assert preview.returncode == 0, preview.stderr
    planned = json.loads(preview.stdout)
    assert read_tree(project) == before
    done = run_apigen(REAL, "update", "--json", cwd=inner)
    assert done.returncode == 3, done.stderr
    document = json.loads(done.stdout)
    assert document["plan"] == planned["plan"]
    assert [one["path"] for one in document["files"] if one["outcome"] == "conflict"] == [
        "README.md"
    ]
    assert not (project / ".venv").exists()
    again = run_apigen(REAL, "update", "--continue", cwd=project)
    assert again.returncode == 3
    assert "README.md" in again.stderr
    (project / "README.md").write_text("# Decided\n")
    finished = run_apigen(REAL, "update", "--continue", cwd=project)
    assert finished.returncode == 0, finished.stderr
    assert not (project / ".venv").exists()
    taken_back = run_apigen(REAL, "undo", "--yes", "--force", cwd=project)
    assert taken_back.returncode == 0, taken_back.stderr
    assert read_tree(project) == before
    assert git(project, "status", "--porcelain") == ""


def test_an_update_is_refused_on_edits_in_no_commit_and_previewed_all_the_same(
    project: Path,
) -> None:
    (project / "own.txt").write_text("own\n")
    refused = run_apigen(REAL, "update", "--yes", cwd=project)
    assert refused.returncode == 3
    assert "edits that are in no commit" in " ".join(refused.stderr.split())
    assert run_apigen(REAL, "update", "--diff", cwd=project).returncode == 0
    assert "Port 8000, behind" in (project / "README.md").read_text()
    assert os.listdir(project.parent) == ["my-shop"]
