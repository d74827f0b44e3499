"""Scripts of deployments, as a linter reads them."""

import subprocess
from pathlib import Path

import pytest

from ..generated.workshop import TOOLS
from .projects import PLAIN, WHOLE, write_projects

TARGETS = ["kubernetes", "aws", "azure", "ibm", "vm"]


def _check(*scripts: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLS / "shellcheck", *scripts], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("target", TARGETS)
def test_scripts_are_clean(tmp_path: Path, target: str) -> None:
    projects = write_projects(tmp_path, target, WHOLE, PLAIN)
    scripts = [path for project in projects for path in project.glob(f"deploy/{target}/*.sh")]
    assert scripts
    assert all(path.stat().st_mode & 0o100 for path in scripts)
    done = _check(*scripts)
    assert done.returncode == 0, done.stdout


def test_errors_are_found(tmp_path: Path) -> None:
    script = tmp_path / "release.sh"
    script.write_text("#!/bin/sh\nimage=$1\ndocker push $image\n")
    assert "SC2086" in _check(script).stdout
