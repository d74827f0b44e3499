"""An environment that generated projects share, and what is done to a project in it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from uv import find_uv_bin

from apigen.catalog import Catalog
from apigen.delivery import plan_project
from apigen.destination import Destination
from apigen.draft import Draft
from apigen.tree import File

TOOLS = Path(sys.executable).parent
SERVERS = {
    "fastapi": ["fastapi", "run", "--host", "127.0.0.1", "--port", "{port}"],
    "flask": [
        *["gunicorn", "shop.main:app", "--bind", "127.0.0.1:{port}"],
        *["--threads", "8", "--no-control-socket"],
    ],
}
ENDS = ("log_out", "end_session", "end_sessions")
SECRET = "a secret of the product tests, long enough"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Workshop:
    """A virtual environment with all that any project of one framework may need."""

    folder: Path

    def run(self, project: Path, *command: str, **environment: str) -> str:
        """Run a command of the environment in the project; fail with its output."""
        program = str(self.folder / "bin" / command[0])
        return run([program, *command[1:]], cwd=project, **environment)

    def migrate(self, project: Path) -> None:
        """Take the project's database up, down and up again; the models must agree with it then.

        One process does it all: alembic's start takes longer than its work.
        """
        commands = (["upgrade", "head"], ["downgrade", "base"], ["upgrade", "head"], ["check"])
        script = f"from alembic.config import main\nfor each in {commands}: main(each)"
        self.run(project, "python", "-c", script)

    def examine(
        self, url: str, folder: Path, *users: Mapping[str, str], checks: str = "all"
    ) -> None:
        """Let Schemathesis try what the OpenAPI document promises.

        `users` are the headers of several, who must not see each other's objects.
        """
        options = ["--checks", checks, "--max-examples", "15", "--seed", "1", "--no-color"]
        if any("Cookie" in headers for headers in users):
            # After one of these nobody would be logged in any more.
            options += [f"--exclude-operation-id={name}" for name in ENDS]
        config = _describe_users(folder, users) if any(users) else ""
        (folder / "schemathesis.toml").write_text(config, encoding="utf-8")
        run([str(TOOLS / "st"), "run", f"{url}/openapi.json", *options], cwd=folder)

    def install(self, project: Path) -> None:
        """Put the project itself into the environment, in place of the one before."""
        options = ("--quiet", "--no-deps", "--python", str(self.folder))
        run([find_uv_bin(), "pip", "install", *options, "--editable", "."], cwd=project)

    @contextmanager
    def serve(self, project: Path, command: Sequence[str]) -> Iterator[str]:
        """Run the server until the block is left; it must stop cleanly when it is asked to."""
        with serve([str(self.folder / "bin" / command[0]), *command[1:]], project) as url:
            yield url


def _describe_users(folder: Path, users: Sequence[Mapping[str, str]]) -> str:
    """Write the users for Schemathesis into the folder, and give the settings that name them."""
    names = [f"user {number}" for number, _ in enumerate(users, 1)]
    described = [
        {"name": name, "fixedHeaders": [{"name": key, "value": sent[key]} for key in sent]}
        for name, sent in zip(names, users, strict=True)
    ]
    path = folder / "users.json"
    path.write_text(json.dumps({"auth": described}))
    return f"[auth.wfc]\npath = {json.dumps(str(path))}\npeers = {json.dumps(names)}\n"


def build_workshop(folder: Path, catalog: Catalog, framework: str) -> Workshop:
    """Install the dependencies of every layer there is for a framework."""
    needed: set[str] = set()
    for layer in catalog.layers:
        if layer.name in catalog.frameworks and layer.name != framework:
            continue
        for contribution in layer.contributions(framework):
            for name in ("dependencies", "dev_dependencies"):
                needed.update(map(str, contribution.lists.get(name, ())))
    run([find_uv_bin(), "venv", "--quiet", "--python", sys.executable, str(folder)], cwd=Path.cwd())
    options = ("--quiet", "--python", str(folder))
    run([find_uv_bin(), "pip", "install", *options, *sorted(needed)], cwd=Path.cwd())
    return Workshop(folder)


def list_files(draft: Draft) -> tuple[File, ...]:
    """Give all files of a new project; there is no repository and no lock file yet."""
    plan = plan_project(draft, Destination(Path(), exists=False), lambda _: False)
    return tuple(entry.file for entry in plan.entries)


def write_project(draft: Draft, folder: Path) -> Path:
    """Write the files of a draft."""
    for file in list_files(draft):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        path.chmod(file.mode & ~0o022)
    return folder


def run(command: Sequence[str], cwd: Path, **environment: str) -> str:
    """Run a command; an exit code other than 0 fails with all that it printed."""
    done = subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env={**clean_environment(), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, f"{' '.join(command)} exited {done.returncode}\n{done.stdout}"
    return done.stdout


def clean_environment() -> dict[str, str]:
    """Give this process's environment without what would leak into a project's own."""
    leaking = ("VIRTUAL_ENV", "PYTHONPATH", "PYTEST_", "SECRET_KEY", "DATABASE_URL", "COV_")
    return {key: value for key, value in os.environ.items() if not key.startswith(leaking)}


@contextmanager
def serve(command: Sequence[str], cwd: Path) -> Iterator[str]:
    """Run a server on a free port, `{port}` in its command, and stop it with SIGTERM."""
    port = find_port()
    words = [word.format(port=port) for word in command]
    log = cwd / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            words, cwd=cwd, env=clean_environment(), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait_until_alive(f"http://127.0.0.1:{port}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            code = server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
            raise
    assert code in {0, -15}, f"{words[0]} exited {code} when it was stopped\n{log.read_text()}"


def find_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def call(
    method: str,
    url: str,
    body: object = None,
    headers: Mapping[str, str] | None = None,
    *,
    patience: float = 10,
) -> Answer:
    """Send one request, with a body when there is one; what is not bytes is sent as JSON."""
    data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **(headers or {})}
    request = Request(url, data, sent, method=method)
    try:
        with urlopen(request, timeout=patience) as response:
            return _read(response.status, dict(response.headers), response.read())
    except HTTPError as error:
        return _read(error.code, dict(error.headers), error.read())


def _read(status: int, headers: dict[str, str], data: bytes) -> Answer:
    is_json = "json" in headers.get("Content-Type", headers.get("content-type", ""))
    lowered = {key.lower(): value for key, value in headers.items()}
    return Answer(status, lowered, json.loads(data) if is_json and data else data)


def wait_until_alive(url: str, server: subprocess.Popen[Any], log: Path) -> None:
    """Wait for the first answer of a server that has just been started."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, f"the server ended by itself\n{log.read_text()}"
        try:
            if call("GET", f"{url}/healthz").status < 500:
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within a minute\n{log.read_text()}")
