"""The production server, started as the image starts it: how it stops, and when it does not start."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from apigen.question import FRAMEWORKS, Value

from .projects import write_new_project
from .workshop import SECRET, Workshop, find_port, wait_until_alive

SLOW = {
    "fastapi": "async def read_slowly() -> str:\n    import asyncio\n\n    await asyncio.sleep(2)",
    "flask": "def read_slowly() -> str:\n    import time\n\n    time.sleep(2)",
}
AT_ONCE = 6


@pytest.fixture(params=FRAMEWORKS)
def framework(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def project(framework: str, tmp_path: Path, workshops: dict[str, Workshop]) -> Path:
    """An in-memory project with a route that takes two seconds."""
    answers: dict[str, Value] = {"framework": framework, "database": "none", "deploy": ("docker",)}
    project = write_new_project(tmp_path / "shop", answers)
    with (project / "src/shop/routes/health.py").open("a", encoding="utf-8") as file:
        file.write(f'\n\n@router.get("/slow")\n{SLOW[framework]}\n    return "done"\n')
    (project / ".env").unlink()
    workshops[framework].install(project)
    return project


def test_requests_in_flight_finish(
    framework: str, project: Path, workshops: dict[str, Workshop]
) -> None:
    port, log = find_port(), project / "server.log"
    with ExitStack() as stack:
        server = stack.enter_context(start(workshops[framework], project, port, SECRET_KEY=SECRET))
        wait_until_alive(f"http://127.0.0.1:{port}", server, log)
        idle = [open_connection(stack, port) for _ in range(3)]
        for connection in idle:
            assert ask(connection, "/healthz") == 200
        with ThreadPoolExecutor(AT_ONCE) as pool:
            busy = [open_connection(stack, port) for _ in range(AT_ONCE)]
            answers = [pool.submit(ask, connection, "/slow") for connection in busy]
            time.sleep(1)
            assert not any(answer.done() for answer in answers)
            server.send_signal(signal.SIGTERM)
            asked = time.monotonic()
            assert [answer.result() for answer in answers] == [200] * AT_ONCE
        server.wait(timeout=10 - (time.monotonic() - asked))
    logged = log.read_text(encoding="utf-8")
    assert server.returncode == 0, logged
    assert "Traceback" not in logged


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({}, "Settings: SECRET_KEY: Field required\n"),
        ({"SECRET_KEY": "too-short"}, "Settings: SECRET_KEY: must have 32 characters or more\n"),
        ({"SECRET_KEY": "changethis" * 4}, "Settings: SECRET_KEY: must be made at random\n"),
    ],
)
def test_bad_secret_is_refused(
    framework: str,
    project: Path,
    workshops: dict[str, Workshop],
    environment: dict[str, str],
    printed: str,
) -> None:
    assert fail_to_start(workshops[framework], project, **environment) == printed


@pytest.mark.parametrize("framework", ["flask"], indirect=True)
def test_debug_is_refused(framework: str, project: Path, workshops: dict[str, Workshop]) -> None:
    printed = fail_to_start(workshops[framework], project, SECRET_KEY=SECRET, FLASK_DEBUG="1")
    assert printed == "Settings: FLASK_DEBUG: is for the development server only\n"


@contextmanager
def start(
    workshop: Workshop, project: Path, port: int, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run what the image runs, here on a port of this machine only."""
    [command] = [
        line.removeprefix("CMD ")
        for line in (project / "Dockerfile").read_text(encoding="utf-8").splitlines()
        if line.startswith("CMD ")
    ]
    program, *words = json.loads(command)
    place = ["--bind", f"127.0.0.1:{port}"]
    if program == "uvicorn":
        place = ["--host", "127.0.0.1", "--port", str(port)]
    with (
        (project / "server.log").open("wb") as log,
        subprocess.Popen(
            [str(workshop.folder / "bin" / program), *words, *place],
            cwd=project,
            env={"PATH": "/usr/bin:/bin", **environment},
            stderr=log,
        ) as server,
    ):
        try:
            yield server
        finally:
            if server.poll() is None:
                server.kill()


def fail_to_start(workshop: Workshop, project: Path, **environment: str) -> str:
    """Start the server, which must end by itself with an error, and give what it printed."""
    with start(workshop, project, find_port(), **environment) as server:
        code = server.wait(timeout=60)
    assert code != 0
    return (project / "server.log").read_text(encoding="utf-8")


def open_connection(stack: ExitStack, port: int) -> HTTPConnection:
    """Make a connection that stays open until the stack is left."""
    return stack.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=20)))


def ask(connection: HTTPConnection, path: str) -> int:
    """Send a request and take its answer; the connection stays open."""
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.status
