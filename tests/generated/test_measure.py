"""`apigen recommend --measure` runs both frameworks for real."""

import json
from pathlib import Path

from apigen.catalog import find_templates

from ..tools import replace_uv, run_apigen


def test_both_frameworks_are_measured(tmp_path: Path) -> None:
    arguments = ("recommend", "--docs", "--measure", "--json")
    done = run_apigen(find_templates(), *arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)["measured"]
    for framework in ("flask", "fastapi"):
        assert all(figure > 0 for figure in measured[framework].values())
    assert 0.05 < measured["fastapi_to_flask"]["cpu_us"] < 2


def test_without_network_and_cache_it_says_so(tmp_path: Path) -> None:
    patch = replace_uv(tmp_path, "echo no network here >&2; exit 1")
    arguments = ("recommend", "--docs", "--measure")
    done = run_apigen(find_templates(), *arguments, cwd=tmp_path, patch=patch)
    assert done.returncode == 1
    assert "no network here" in done.stderr
    assert "FastAPI, clearly" in done.stdout
