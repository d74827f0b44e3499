"""From the wheel to a running project, by nothing but what its README says."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from uv import find_uv_bin

from .walk import walk_through_items
from .workshop import clean_environment, run, serve

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def apigen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it where the checkout is not to be seen."""
    folder = tmp_path_factory.mktemp("installed")
    run([find_uv_bin(), "build", "--quiet", "--wheel", "--out-dir", str(folder)], cwd=CHECKOUT)
    [wheel] = folder.glob("*.whl")
    run([sys.executable, "-m", "venv", str(folder / "venv")], cwd=folder)
    python = str(folder / "venv/bin/python")
    run([find_uv_bin(), "pip", "install", "--quiet", "--python", python, str(wheel)], cwd=folder)
    return folder / "venv/bin/apigen"


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_first_minute(apigen: Path, framework: str, tmp_path: Path) -> None:
    run([str(apigen), "new", "shop", "--yes", "--framework", framework], cwd=tmp_path)
    project = tmp_path / "shop"
    assert _git(project, "status", "--porcelain") == ""
    assert _git(project, "log", "--format=%s").splitlines() == [
        "Lock dependencies, make openapi.json",
        "Start the project",
    ]

    assert len(_git(project, "ls-files").splitlines()) <= 40

    readme = (project / "README.md").read_text(encoding="utf-8")
    *preparation, start = _commands(readme, "Run it")
    checks = _commands(readme, "Check it")
    assert checks == ["uv run just check"]
    for check in checks:
        run(check.split(), cwd=project)
    for command in preparation:
        run(command.split(), cwd=project)
    with serve(_on_free_port(start).split(), project) as url:
        walk_through_items(url)
    assert _git(project, "status", "--porcelain") == "?? server.log\n"


def test_replay_makes_an_identical_tree(apigen: Path, tmp_path: Path) -> None:
    options = ["--no-install", "--no-git"]
    printed = run([str(apigen), "new", "shop", "--yes", *options], cwd=tmp_path)
    first = _read_tree(tmp_path / "shop")
    (tmp_path / "shop").rename(tmp_path / "first")
    [command] = re.findall(r"^ *apigen (new .*)$", printed, re.MULTILINE)
    run([str(apigen), *command.split()], cwd=tmp_path)
    assert _read_tree(tmp_path / "shop") == first
    assert tomllib.loads(first[".apigen.toml"])["framework"] == "fastapi"


def _commands(readme: str, section: str) -> list[str]:
    [block] = re.findall(rf"## {section}\n.*?```sh\n(.*?)```", readme, re.DOTALL)
    return [line for line in block.splitlines() if line]


def _on_free_port(command: str) -> str:
    return re.sub(r" --port \d+", "", command) + " --port {port}"


def _git(project: Path, *command: str) -> str:
    return subprocess.check_output(
        ["git", *command], cwd=project, env=clean_environment(), text=True
    )


def _read_tree(project: Path) -> dict[str, str]:
    files = (path for path in project.rglob("*") if path.is_file() and path.name != ".env")
    return {path.relative_to(project).as_posix(): path.read_text("utf-8") for path in files}
