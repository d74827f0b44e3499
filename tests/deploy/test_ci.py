"""What CI runs is green in a clean copy and red where it has to be; its files are checked for faults."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from uv import find_uv_bin

from apigen.question import Value

from ..generated.projects import write_new_project
from ..generated.workshop import TOOLS, clean_environment, run

WORKFLOW = ".github/workflows/ci.yml"
GITLAB = ".gitlab-ci.yml"
MACHINE = ".devcontainer/devcontainer.json"
MACHINE_SCHEMA = Path(__file__).with_name("devcontainer.schema.json")
RED = "\n\ndef test_that_fails() -> None:\n    assert Settings is None\n"
# What the field's checkers must find: where, what stands there, what is put in its place, by whom.
FAULTS = {
    "a key that is none": (WORKFLOW, "runs-on:", "runs_on:", "github-workflows"),
    "a time without end": (
        WORKFLOW,
        "timeout-minutes: 10",
        "timeout-minutes: ever",
        "github-workflows",
    ),
    "an action by its tag": (
        WORKFLOW,
        "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
        "actions/checkout@v7",
        "zizmor",
    ),
    "credentials that stay": (
        WORKFLOW,
        "        with:\n          persist-credentials: false\n",
        "",
        "zizmor",
    ),
    "all permissions": (WORKFLOW, "permissions: {}", "permissions: write-all", "zizmor"),
    "no time to settle": (
        ".github/dependabot.yml",
        "default-days: 7",
        "default-days: none",
        "dependabot",
    ),
    "a stage that is a number": (GITLAB, "stage: check", "stage: 1", "gitlab-ci"),
    "a machine without an image": (MACHINE, '"image":', '"picture":', "devcontainer"),
    "a port that is none": (MACHINE, "[8000]", "[80000]", "devcontainer"),
    "no JSON": (MACHINE, '"name": "Shop",', '"name": "Shop"', "devcontainer"),
}


def check(checker: str, path: str, folder: Path) -> None:
    """Let one of the field's checkers look at a file."""
    if checker == "zizmor":
        command = ["zizmor", "--offline", "--persona", "pedantic", "."]
    else:
        schema = ["--builtin-schema", f"vendor.{checker}"]
        if checker == "devcontainer":
            schema = ["--schemafile", str(MACHINE_SCHEMA)]
        command = ["check-jsonschema", *schema, path]
    run([str(TOOLS / command[0]), *command[1:]], cwd=folder)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str, tmp_path: Path) -> None:
    path, right, wrong, checker = FAULTS[fault]
    ci = "gitlab" if path == GITLAB else "github"
    folder = write_new_project(tmp_path / "shop", {"ci": ci, "with": ("devcontainer",)})
    check(checker, path, folder)
    text = (folder / path).read_text(encoding="utf-8")
    assert right in text
    (folder / path).write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(AssertionError, match="exited"):
        check(checker, path, folder)


def test_a_file_that_names_a_python_changes_none_of_the_jobs(tmp_path: Path) -> None:
    answers: dict[str, Value] = {"ci": "gitlab", "deploy": ("heroku",), "database": "postgres"}
    folder = write_new_project(tmp_path / "shop", answers)
    check("gitlab-ci", GITLAB, folder)
    assert (folder / ".python-version").exists()
    [matrix] = _read(folder / GITLAB)["check"]["parallel"]["matrix"]
    # uv takes this before what the file says.
    assert matrix == {"UV_PYTHON": ["3.11", "3.13"]}


@pytest.mark.parametrize(
    ("answers", "has_docker"),
    [
        ({"minimal": True, "deploy": ()}, False),
        ({"deploy": ()}, False),
        ({"deploy": (), "database": "postgres"}, True),
        ({"minimal": True, "deploy": ("docker",)}, True),
    ],
)
def test_the_machine_has_docker_where_the_readme_calls_it(
    answers: dict[str, Value], has_docker: bool, tmp_path: Path
) -> None:
    folder = write_new_project(tmp_path / "shop", {**answers, "with": ("devcontainer",)})
    check("devcontainer", MACHINE, folder)
    features = _read(folder / MACHINE).get("features", {})
    assert ("docker compose" in (folder / "README.md").read_text(encoding="utf-8")) is has_docker
    # Debian 13, which the image is, has no packages of Moby: without this, it would not be built.
    assert list(features.values()) == [{"moby": False}] * has_docker


def list_steps(project: Path) -> list[str]:
    """Give the commands of the job that checks, in their order."""
    if (project / GITLAB).exists():
        return list(_read(project / GITLAB)["check"]["script"])
    steps = _read(project / WORKFLOW)["jobs"]["check"]["steps"]
    return [step["run"] for step in steps if "run" in step]


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def run_until_red(steps: list[str], folder: Path) -> Iterator[tuple[str, int]]:
    """Run the steps as CI does: in a shell, until one fails."""
    for step in steps:
        done = subprocess.run(
            ["sh", "-ec", step],
            cwd=folder,
            env={
                **clean_environment(),
                "PATH": f"{Path(find_uv_bin()).parent}:{os.environ['PATH']}",
            },
            check=False,
            capture_output=True,
            timeout=300,
        )
        yield step, done.returncode
        if done.returncode:
            return


@pytest.mark.parametrize(("framework", "ci"), [("fastapi", "gitlab"), ("flask", "github")])
def test_the_steps_are_green_and_a_red_test_makes_them_red(
    framework: str, ci: str, tmp_path: Path
) -> None:
    answers: dict[str, Value] = {"framework": framework, "ci": ci, "with": ("pre-commit",)}
    made = write_new_project(tmp_path / "made" / "shop", answers)
    run([find_uv_bin(), "run", "make-openapi"], cwd=made)
    private = shutil.ignore_patterns(".venv", ".env", "*_cache", "__pycache__")
    clean = shutil.copytree(made, tmp_path / "shop", ignore=private)
    steps = list_steps(clean)
    assert "uv run just test" in steps

    assert list(run_until_red(steps, clean)) == [(step, 0) for step in steps]
    bill = run(
        [find_uv_bin(), "export", "--locked", "--no-dev", "--format", "cyclonedx1.5"], cwd=clean
    )
    assert framework in bill

    with (clean / "tests" / "test_app.py").open("a", encoding="utf-8") as file:
        file.write(RED)
    *green, red = run_until_red(steps, clean)
    assert red == ("uv run just test", 1)
    assert {code for _, code in green} == {0}


def test_nothing_is_committed_that_the_hooks_refuse(tmp_path: Path) -> None:
    project = write_new_project(tmp_path / "shop", {"with": ("pre-commit",)})
    run([find_uv_bin(), "sync", "--quiet"], cwd=project)
    for command in (
        ["git", "init", "--quiet"],
        ["git", "add", "."],
        [find_uv_bin(), "run", "pre-commit", "install"],
        [find_uv_bin(), "run", "pre-commit", "run", "--all-files"],
    ):
        run(command, cwd=project)
    (project / "src/shop/app.py").write_text("import os\n", encoding="utf-8")
    commit = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-am", "x"]
    with pytest.raises(AssertionError, match="Lint\\.+Failed"):
        run(commit, cwd=project)
