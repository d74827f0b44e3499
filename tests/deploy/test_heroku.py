"""A Procfile whose commands serve and stop, and what Heroku needs to know besides."""

import os
import re
import signal
import subprocess
import tomllib
from pathlib import Path

import pytest

from apigen.question import FRAMEWORKS, Value

from ..generated.projects import write_new_project
from ..generated.workshop import (
    SECRET,
    TOOLS,
    Workshop,
    call,
    clean_environment,
    find_port,
    wait_until_alive,
)
from ..postgresql import Server
from .clients import add_client_route
from .documents import check_documents, plant
from .projects import MINIMAL, PLAIN, WHOLE, write_projects

HONCHO = str(TOOLS / "honcho")
# What Heroku's buildpack for Python sets, whatever the configuration of the app says.
BUILDPACK = {
    "FORWARDED_ALLOW_IPS": "*",
    "WEB_CONCURRENCY": "2",
    "GUNICORN_CMD_ARGS": "--access-logfile -",
}


def _find_processes(procfile: Path) -> str:
    """Give the names of the processes that honcho finds."""
    command = [HONCHO, "--procfile", procfile.name, "check"]
    done = subprocess.run(command, cwd=procfile.parent, capture_output=True, text=True, check=True)
    return done.stderr.strip().partition("detected ")[2]


def test_files_are_valid_and_errors_are_found(tmp_path: Path) -> None:
    projects = list(write_projects(tmp_path, "heroku", WHOLE, PLAIN, MINIMAL))
    manifests = [project / "app.json" for project in projects]
    code, told = check_documents("app", manifests)
    assert code == 0, told
    code, told = check_documents("app", [plant(manifests[0], '"generator"', '"generated"')])
    assert code != 0, told
    for project in projects:
        has_tables = (project / "migrations").is_dir()
        names = _find_processes(project / "Procfile")
        assert names == ("(release, web)" if has_tables else "(web)")
    assert _find_processes(plant(projects[0] / "Procfile", "web:", "web")) == "(release)"


def test_the_python_version_is_one_that_the_project_is_checked_with(tmp_path: Path) -> None:
    for project in write_projects(tmp_path, "heroku", PLAIN):
        version = (project / ".python-version").read_text(encoding="utf-8")
        assert re.fullmatch(r"3\.\d+\n", version)
        workflow = (project / ".github/workflows/ci.yml").read_text(encoding="utf-8")
        assert f'"{version.strip()}"' in workflow
        wanted = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
        assert wanted["project"]["requires-python"] == ">=3.11"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_release_migrates_and_the_web_process_serves_and_stops(
    framework: str, tmp_path: Path, workshops: dict[str, Workshop], postgresql: Server
) -> None:
    answers: dict[str, Value] = {
        "framework": framework,
        "database": "postgres",
        "deploy": ("heroku",),
    }
    project = write_new_project(tmp_path / "shop", answers)
    (project / ".env").unlink()
    add_client_route(project)
    workshop = workshops[framework]
    workshop.install(project)
    # Heroku writes the scheme so.
    url = postgresql.make_database().replace("postgresql:", "postgres:")
    environment = {
        **clean_environment(),
        **BUILDPACK,
        "PATH": f"{workshop.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "DATABASE_URL": url,
        "SECRET_KEY": SECRET,
    }
    honcho = [HONCHO, "start", "--no-prefix"]

    release = subprocess.run(
        [*honcho, "release"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert release.returncode == 0, release.stdout + release.stderr
    assert "Running upgrade" in release.stdout

    port, log = find_port(), project / "server.log"
    with log.open("wb") as output:
        web = subprocess.Popen(
            [*honcho, "--port", str(port), "web"],
            cwd=project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_alive(f"http://127.0.0.1:{port}", web, log)
        assert call("GET", f"http://127.0.0.1:{port}/readyz").status == 200
        assert call("GET", f"http://127.0.0.1:{port}/items").body["total"] == 0
        forged = call(
            "GET", f"http://127.0.0.1:{port}/client", headers={"X-Forwarded-For": "9.9.9.9"}
        )
        assert forged.body == "127.0.0.1"
    finally:
        web.send_signal(signal.SIGTERM)
        code = web.wait(timeout=15)
    logged = log.read_text(encoding="utf-8")
    assert code in {0, -signal.SIGTERM, 128 + signal.SIGTERM}, logged
    assert "SIGKILL" not in logged
    assert "Traceback" not in logged
    # Once by the application, as JSON, and by no server beside it; one process did it all.
    assert logged.count("/readyz") == 1, logged
    assert logged.count("Started server process") + logged.count("Booting worker") == 1, logged
