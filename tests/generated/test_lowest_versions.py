"""The lower bounds of a generated project are true: it works with exactly these versions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from uv import find_uv_bin

from apigen.catalog import load_catalog
from apigen.selection import Selection

from .combinations import accepted, cover, make_draft, name
from .workshop import run, write_project


def list_bounds(selection: Selection) -> Iterator[tuple[str, object]]:
    """Give every dependency with its bound, and the framework."""
    for feature in selection.features:
        for contribution in feature.layer.contributions(selection.framework):
            for kind in ("dependencies", "dev_dependencies"):
                for dependency in contribution.lists.get(kind, ()):
                    yield selection.framework, dependency


# With documentation, more of the frameworks is used.
DOCUMENTED = [one for one in accepted(load_catalog()) if one.answers["docs"]]
SELECTIONS = cover(DOCUMENTED, list_bounds)


@pytest.mark.parametrize("selection", SELECTIONS, ids=name)
def test_lowest_versions(selection: Selection, tmp_path: Path) -> None:
    project = write_project(make_draft(selection), tmp_path / "shop")
    uv = find_uv_bin()
    run([uv, "sync", "--quiet", "--resolution", "lowest-direct"], cwd=project)
    known = tmp_path.parent / f"mypy-{selection.framework}"  # by all projects of this process
    run([uv, "run", "--no-sync", "mypy", "--cache-dir", str(known)], cwd=project)
    run([uv, "run", "--no-sync", "pytest"], cwd=project)
