"""A service and a site that systemd and nginx take, and releases that follow each other unnoticed."""

import json
import ssl
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from apigen.question import FRAMEWORKS, Value

from ..generated.projects import write_new_project
from ..generated.workshop import Workshop, run
from .clients import add_client_route
from .documents import plant
from .machine import Machine, open_machine
from .projects import MINIMAL, ON_DISK, PLAIN, WHOLE, write_projects

# Tenths of what `systemd-analyze security` calls the exposure: 96 is that of a service with no limits.
EXPOSURE = "15"


def _analyze(unit: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", *arguments, str(unit)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _make_checkable(unit: Path) -> Path:
    """Let the command be a program that this machine has."""
    text = unit.read_text(encoding="utf-8")
    assert "ExecStart=/opt/shop/%i/.venv/bin/" in text
    unit.write_text(text.replace("/opt/shop/%i/.venv/bin/", "/bin/true "), encoding="utf-8")
    return unit


def test_services_are_valid_and_confined_and_errors_are_found(tmp_path: Path) -> None:
    projects = list(write_projects(tmp_path, "vm", WHOLE, PLAIN, ON_DISK, MINIMAL))
    units = [_make_checkable(project / "deploy/vm/shop@.service") for project in projects]
    for unit in units:
        done = _analyze(unit, "verify")
        assert (done.returncode, done.stderr) == (0, "")
        done = _analyze(unit, "security", "--offline=true", f"--threshold={EXPOSURE}")
        assert done.returncode == 0, done.stdout
    broken = plant(units[0], "RestartSec=2", "RestartSecs=2")
    assert "Unknown key 'RestartSecs'" in _analyze(broken, "verify").stderr
    broken = plant(units[0], "CapabilityBoundingSet=\n", "")
    done = _analyze(broken, "security", "--offline=true", f"--threshold={EXPOSURE}")
    assert done.returncode != 0


@pytest.fixture(params=FRAMEWORKS)
def framework(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(
    framework: str, tmp_path: Path, workshops: dict[str, Workshop]
) -> Iterator[tuple[Machine, dict[str, str]]]:
    with open_machine(tmp_path / "machine", workshops[framework]) as place:
        yield place


@pytest.fixture
def project(
    framework: str,
    tmp_path: Path,
    place: tuple[Machine, dict[str, str]],
    workshops: dict[str, Workshop],
) -> Path:
    """A project in git, for that machine, with routes that say its version and its client."""
    machine, _ = place
    answers: dict[str, Value] = {"framework": framework, "database": "sqlite", "async": False}
    project = write_new_project(tmp_path / "shop", {**answers, "deploy": ("vm",)})
    for path in (project / "deploy/vm").iterdir():
        path.write_text(machine.move(path.read_text(encoding="utf-8")), encoding="utf-8")
    add_client_route(project)
    health = project / "src/shop/routes/health.py"
    route = '\n\n@router.get("/version")\ndef read_version() -> dict[str, int]:\n    return {"version": 1}\n'
    health.write_text(health.read_text(encoding="utf-8") + route, encoding="utf-8")
    workshops[framework].install(project)
    run(["git", "init", "--quiet"], cwd=project)
    return project


def _edit(file: Path, right: str, wrong: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def _deploy(project: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Commit what is there, and deploy it."""
    run(["git", "add", "--all"], cwd=project)
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    run(["git", *who, "commit", "--quiet", "--message", "A version"], cwd=project)
    return subprocess.run(
        ["deploy/vm/deploy.sh", "root@shop.example.com"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _ask(machine: Machine, path: str, **headers: str) -> tuple[int, object]:
    context = ssl._create_unverified_context()
    connection = HTTPSConnection("127.0.0.1", machine.port, timeout=30, context=context)
    try:
        method = "POST" if path == "/items" else "GET"
        body = json.dumps({"name": "Tea"}) if method == "POST" else None
        headers = {"Host": "shop.example.com", "Content-Type": "application/json", **headers}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


@contextmanager
def _keep_asking(machine: Machine) -> Iterator[Counter[object]]:
    """Read and write all the time, from connections of their own; counts what was answered."""
    seen: Counter[object] = Counter()
    is_over = threading.Event()

    def ask(path: str) -> None:
        while not is_over.wait(0.02):
            try:
                seen[path, _ask(machine, path)[0]] += 1
            except OSError as error:
                seen[path, repr(error)] += 1

    threads = [threading.Thread(target=ask, args=(path,)) for path in ("/readyz", "/items")]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def test_versions_follow_each_other_and_no_request_is_lost(
    project: Path, place: tuple[Machine, dict[str, str]]
) -> None:
    machine, environment = place
    done = _deploy(project, environment)
    first = run(["git", "rev-parse", "--short=12", "HEAD"], cwd=project).strip()
    assert done.returncode == 0, done.stdout + done.stderr
    assert _ask(machine, "/version") == (200, {"version": 1})
    forged = {"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "http"}
    assert _ask(machine, "/client", **forged) == (200, "127.0.0.1")

    health = project / "src/shop/routes/health.py"
    old = machine.find_port_in_service()
    with _keep_asking(machine) as seen:
        _edit(health, '"version": 1', '"version": 2')
        done = _deploy(project, environment)
        assert done.returncode == 0, done.stdout + done.stderr
        assert _ask(machine, "/version") == (200, {"version": 2})
        new = machine.find_port_in_service()
        assert new != old
        assert machine.read_exit_code(old) == 0

        # A version that does not start is not put into service, nor is the one before disturbed.
        health.write_text("nonsense", encoding="utf-8")
        _edit(project / "deploy/vm/release.sh", "--retry 30", "--retry 3")
        done = _deploy(project, environment)
        assert done.returncode == 1
        assert "is not in service" in done.stderr
        # Nor is one whose site nginx does not take.
        _edit(project / "deploy/vm/nginx.conf", "proxy_set_header", "proxy_header")
        done = _deploy(project, environment)
        assert done.returncode != 0
        assert 'unknown directive "proxy_header"' in done.stderr
        assert machine.find_port_in_service() == new
        assert _ask(machine, "/version") == (200, {"version": 2})

        # An older one is put into service again, without migrations.
        count = len((machine.root / "migrations").read_text().splitlines())
        back = machine.root / f"opt/shop/releases/{first}/deploy/vm/release.sh"
        run([str(back), "back"], cwd=machine.root, **environment)
        assert _ask(machine, "/version") == (200, {"version": 1})
        assert len((machine.root / "migrations").read_text().splitlines()) == count
    assert seen.keys() == {("/readyz", 200), ("/items", 201)}
    assert min(seen.values()) > 10
