"""Runs what checks deployments: tools of packages, and stand-ins for the programs of clouds."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from uv import find_uv_bin

CHECKOV = ["checkov==3.3.30", "--skip-download", "--output", "json"]

_STAND_IN = """\
#!/bin/sh
echo "{name} $*" >>"{log}"
case "$*" in
{cases}
esac
"""


def run_with_stand_ins(
    command: list[str],
    project: Path,
    programs: Mapping[str, Mapping[str, str]],
    environment: Mapping[str, str] | None = None,
) -> tuple[int, list[str]]:
    """Run a command in `project` with `programs`, and give its exit code and their calls in order.

    For each program there is what it does, as a line of shell, by a pattern of its arguments.
    """
    folder, log = project.parent / "stand-ins", project.parent / "calls"
    folder.mkdir(exist_ok=True)
    log.write_text("")
    for name, cases in programs.items():
        lines = [f"{pattern}) {action} ;;" for pattern, action in cases.items()]
        program = folder / name
        program.write_text(_STAND_IN.format(name=name, log=log, cases="\n".join(lines)))
        program.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, **(environment or {}), "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, log.read_text().splitlines()


def run_tool(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program of a package in an environment of its own."""
    words = [find_uv_bin(), "tool", "run", "--quiet", *command]
    return subprocess.run(words, capture_output=True, text=True, check=False)
