"""The lower bounds of a generated project are true: it works with exactly these versions."""

from pathlib import Path

import pytest
from uv import find_uv_bin

from apigen.catalog import Catalog
from apigen.draft import Draft

from .combinations import accepted
from .workshop import run, write_project


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
@pytest.mark.parametrize("is_async", [True, False], ids=["async", "sync"])
def test_lowest_versions(
    framework: str, *, is_async: bool, tmp_path: Path, real_catalog: Catalog
) -> None:
    project = write_project(_choose(real_catalog, framework, is_async), tmp_path / "shop")
    uv = find_uv_bin()
    run([uv, "sync", "--quiet", "--resolution", "lowest-direct"], cwd=project)
    run([uv, "run", "--no-sync", "mypy"], cwd=project)
    run([uv, "run", "--no-sync", "pytest"], cwd=project)


def _choose(catalog: Catalog, framework: str, is_async: bool) -> Draft:
    [draft] = [
        draft
        for draft in accepted(catalog)
        if draft.selection.framework == framework
        and (draft.answers["async"], draft.answers["docs"]) == (is_async, True)
        and (draft.answers["database"], draft.answers["deploy"]) == ("sqlite", ())
        and draft.answers["ci"] == "none"
    ]
    return draft
