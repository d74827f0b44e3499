"""What compose.yaml of a project describes, run by whatever Docker Engine `docker` speaks with."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..generated.workshop import clean_environment
from . import proxy

# The networks that engines take addresses from.
PRIVATE = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"


@dataclass(frozen=True)
class Stack:
    """A project's containers; the ports are free ones, so that several can run."""

    project: Path
    name: str

    def compose(self, *words: str, may_fail: bool = False) -> str:
        """Run `docker compose` with the project's file, and what changes only the ports of it."""
        files = ("--file", "compose.yaml", "--file", "check.yaml")
        options = ("--project-name", self.name, "--progress", "plain")
        return docker("compose", *options, *files, *words, cwd=self.project, may_fail=may_fail)

    def up(self, *options: str) -> float:
        """Build and start all as the README says; gives how many seconds it took."""
        return measure(lambda: self.compose("up", "--build", "--wait", *options))

    def find(self, service: str, number: int = 1) -> dict[str, Any]:
        """Give what the engine knows of a container."""
        [found] = json.loads(docker("inspect", f"{self.name}-{service}-{number}"))
        return dict(found)

    def url(self, service: str = "api", port: int = 8000) -> str:
        """Give where a service answers on this machine."""
        return f"http://{self.compose('port', service, str(port)).strip()}"

    def execute(self, service: str, *command: str) -> str:
        """Run a command in a container of a service."""
        return self.compose("exec", "--no-TTY", service, *command)


@contextmanager
def open_stack(
    project: Path, network: str = "", *, is_behind_proxy: bool = False
) -> Iterator[Stack]:
    """Give the stack of a project, and leave nothing of it behind."""
    changes = write_changes(project, network, is_behind_proxy=is_behind_proxy)
    (project / "check.yaml").write_text(changes, encoding="utf-8")
    stack = Stack(project, f"check-{project.parent.name}")
    try:
        yield stack
    except BaseException:
        print(stack.compose("logs", "--tail", "30", may_fail=True))
        raise
    finally:
        stack.compose(
            *("down", "--volumes", "--rmi", "local", "--remove-orphans", "--timeout", "1"),
            may_fail=True,
        )


def write_changes(project: Path, network: str, *, is_behind_proxy: bool) -> str:
    """Write a compose file that changes the ports, and the network of builds where one is named."""
    described = json.loads(docker("compose", "config", "--format", "json", cwd=project))
    changes = ["services:"]
    for name, service in described["services"].items():
        changes.append(f"  {name}:")
        changes.append(
            "    ports: " + ("!override ['127.0.0.1::8000']" if name == "api" else "!reset []")
        )
        if network and "build" in service:
            changes.append(f"    build: {{network: {network}}}")
        if name == "api" and is_behind_proxy:
            changes.append(f"    environment: ['FORWARDED_ALLOW_IPS={PRIVATE}']")
    if is_behind_proxy:
        program = Path(proxy.__file__).read_text(encoding="utf-8").replace("$", "$$")
        changes += [
            "  proxy:",
            "    image: python:3.13-slim",
            f"    command: {json.dumps(['python', '-c', program])}",
            "    ports: ['127.0.0.1::8080']",
            "    depends_on: {api: {condition: service_healthy}}",
        ]
    return "\n".join(changes) + "\n"


def docker(*words: str, cwd: Path | None = None, may_fail: bool = False) -> str:
    """Run the client; when it fails, with all that it printed."""
    done = subprocess.run(
        ["docker", *words],
        cwd=cwd,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    printed = done.stdout + done.stderr
    assert may_fail or done.returncode == 0, f"docker {' '.join(words)}\n{printed}"
    return done.stdout if words[0] != "build" else printed


def measure(action: Callable[[], object]) -> float:
    """Give how many seconds something takes."""
    started = time.monotonic()
    action()
    return time.monotonic() - started
