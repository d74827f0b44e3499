"""The installation: uv's output at hand when it fails, the project whole whatever happens."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from apigen.environment import find_workspace

from .tools import TOY, make_command, replace_uv, run_apigen, write_tree

LOCKS = """
env | grep -E '^(VIRTUAL_ENV|UV_(PROJECT|WORKING|FROZEN|LOCKED))' && exit 9
echo "Resolved 3 packages"
echo lock > uv.lock
mkdir .venv
"""
FAILS = 'for i in $(seq 30); do echo "line $i"; done\necho "no network" >&2\nexit 2'


def _log(project: Path) -> list[str]:
    out = subprocess.check_output(["git", "log", "--format=%s"], cwd=project, encoding="utf-8")
    return out.splitlines()


def test_an_installation_locks_and_commits(toy: Path, place: Path, tmp_path: Path) -> None:
    patch = replace_uv(tmp_path, LOCKS)
    names = (
        "PROJECT",
        "WORKING_DIR",
        "WORKING_DIRECTORY",
        "PROJECT_ENVIRONMENT",
        "FROZEN",
        "LOCKED",
    )
    env = {"VIRTUAL_ENV": "/elsewhere"} | {f"UV_{name}": "/elsewhere" for name in names}
    done = run_apigen(toy, "new", "shop", "--yes", cwd=place, patch=patch, env=env)
    assert done.returncode == 0, done.stderr
    assert _log(place / "shop") == ["Lock dependencies", "Start the project"]
    assert "Its environment is installed" in done.stdout


MADE = 'made_files = [{ path = "made.json", command = "make-it" }]'


def _make_by(toy: Path, script: str) -> str:
    """Have projects make a file by a command that the environment brings; gives what stands in for uv."""
    layer = "common/layer.toml"
    write_tree(toy, {layer: f"{TOY[layer]}\n{MADE}"})
    return (
        f"{LOCKS}\nmkdir .venv/bin\necho '{script}' > .venv/bin/make-it\nchmod +x .venv/bin/make-it"
    )


def test_what_the_environment_makes_is_committed_with_the_lock(
    toy: Path, place: Path, tmp_path: Path
) -> None:
    patch = replace_uv(tmp_path, _make_by(toy, "#!/bin/sh\npwd > made.json"))
    done = run_apigen(toy, "new", "shop", "--yes", cwd=place, patch=patch)
    assert done.returncode == 0, done.stderr
    assert _log(place / "shop") == ["Lock dependencies, make made.json", "Start the project"]
    assert (place / "shop/made.json").read_text() == f"{place / 'shop'}\n"


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1", "#!/nowhere"])
def test_what_cannot_be_made_is_said(toy: Path, place: Path, tmp_path: Path, script: str) -> None:
    patch = replace_uv(tmp_path, _make_by(toy, script))
    done = run_apigen(toy, "new", "shop", "--yes", cwd=place, patch=patch)
    assert done.returncode == 0, done.stderr
    assert _log(place / "shop") == ["Lock dependencies", "Start the project"]
    assert "run `uv run make-it` to see why" in " ".join(done.stdout.split())


def test_the_lock_is_committed_only_if_it_is_all_there_is(
    toy: Path, place: Path, tmp_path: Path
) -> None:
    patch = replace_uv(tmp_path, f"{LOCKS}\necho x >> README.md")
    done = run_apigen(toy, "new", "shop", "--yes", cwd=place, patch=patch)
    assert done.returncode == 0
    assert _log(place / "shop") == ["Start the project"]


def test_no_environment_is_claimed_that_is_not_there(
    toy: Path, place: Path, tmp_path: Path
) -> None:
    done = run_apigen(toy, "new", "shop", "--yes", cwd=place, patch=replace_uv(tmp_path, "exit 0"))
    assert done.returncode == 1
    assert "there is no .venv" in done.stderr
    assert "Its environment is installed" not in done.stdout


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"shop/uv.lock": "mine"}, "uv.lock was there already"),
        ({"shop/.venv/pyvenv.cfg": "mine"}, ".venv was there already"),
        ({"shop/pyproject.toml": "mine"}, "pyproject.toml stayed as it was"),
        ({"pyproject.toml": "[tool.uv.workspace]\nmembers = ['*']"}, "inside the uv workspace at"),
    ],
)
def test_an_environment_of_someone_elses_is_left_alone(
    toy: Path, place: Path, tmp_path: Path, files: dict[str, str], reason: str
) -> None:
    write_tree(toy, {"common/pyproject.toml.jinja": "[project]\n"})
    write_tree(place, files)
    patch = replace_uv(tmp_path, "echo started > started")
    done = run_apigen(toy, "new", "shop", "--yes", "--force", cwd=place, patch=patch)
    assert (done.returncode, done.stderr) == (0, "")
    said = " ".join(done.stdout.split())
    assert reason in said
    assert "run `uv sync` yourself" in said
    assert "is installed" not in said
    assert "Installing" not in said
    assert not (place / "shop/started").exists()


def test_a_workspace_table_that_cannot_be_read_is_none(place: Path) -> None:
    write_tree(place, {"a/pyproject.toml": "[tool", "a/b/pyproject.toml": "tool = 1"})
    write_tree(place, {"pyproject.toml": "[tool.uv.workspace]"})
    assert find_workspace(place / "a/b/c") == place
    assert find_workspace(place / "a") == place
    write_tree(place, {"pyproject.toml": "[tool.uv]"})
    assert find_workspace(place / "a/b/c") is None


def test_a_failure_shows_the_last_lines_and_leaves_the_project(
    toy: Path, place: Path, tmp_path: Path
) -> None:
    done = run_apigen(toy, "new", "shop", "--yes", cwd=place, patch=replace_uv(tmp_path, FAILS))
    assert done.returncode == 1
    assert "no network" in done.stderr
    assert "line 12" in done.stderr
    assert "line 11\n" not in done.stderr
    assert "uv sync" in done.stderr
    assert "cd shop" in done.stdout
    assert _log(place / "shop") == ["Start the project"]


def test_a_failure_is_one_json_document(toy: Path, place: Path, tmp_path: Path) -> None:
    patch = replace_uv(tmp_path, FAILS)
    done = run_apigen(toy, "new", "shop", "--yes", "--json", cwd=place, patch=patch)
    document = json.loads(done.stdout)
    assert document["written"] is True
    assert document["installed"] is False
    assert document["error"]["kind"] == "install-failed"
    assert done.returncode == 1


def test_json_keeps_uvs_output_to_itself(toy: Path, place: Path, tmp_path: Path) -> None:
    patch = replace_uv(tmp_path, LOCKS)
    done = run_apigen(toy, "new", "shop", "--yes", "--json", cwd=place, patch=patch)
    assert json.loads(done.stdout)["installed"] is True


def test_without_uv_the_project_is_left(toy: Path, place: Path) -> None:
    patch = "import apigen.environment; apigen.environment._find_uv = lambda: '/nowhere/uv'"
    done = run_apigen(toy, "new", "shop", "--yes", cwd=place, patch=patch)
    assert done.returncode == 1
    assert "uv could not be started" in done.stderr
    assert (place / "shop/README.md").is_file()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_uv_and_leaves_the_project(
    toy: Path, place: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    mark = tmp_path / "mark"
    patch = replace_uv(tmp_path, f"echo $$ > {mark}.new; mv {mark}.new {mark}; exec sleep 60")
    command = make_command(toy, "new", "shop", "--yes", patch=patch)
    with subprocess.Popen(
        command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        while not mark.exists():
            time.sleep(0.01)
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == code
    assert "The project is whole at" in errors
    assert "uv sync" in " ".join(errors.split())
    assert not Path(f"/proc/{mark.read_text().strip()}").exists()
    assert (place / "shop/README.md").is_file()
