"""Runs a project's production server, and reads what it has cost so far."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from ..errors import WorkFailed, show

_START_WITHIN = 30.0
_STOP_WITHIN = 10.0


@dataclass(frozen=True)
class Usage:
    """What a process and its children have used: CPU seconds, and bytes of memory now.

    Memory that processes share is counted once (Linux calls it the proportional set size).
    """

    cpu: float
    memory: int


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    pid: int

    def read_usage(self) -> Usage:
        """Add up the server's process and its children. Raises WorkFailed without /proc."""
        try:
            return _add_up(self.pid)
        except OSError as error:
            raise WorkFailed(
                "CPU time and memory are read from /proc, which this system does not have."
            ) from error


@contextmanager
def run_server(command: Sequence[str], folder: Path) -> Iterator[Server]:
    """Run `command` in `folder` on a free port of this machine until the block is left.

    `{port}` in the command stands for the port. Raises WorkFailed when it does not start.
    """
    port = _find_port()
    words = [word.replace("{port}", str(port)) for word in command]
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    process = subprocess.Popen(
        words,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        _wait_until_alive(server, process, words[0])
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_alive(server: Server, process: subprocess.Popen[bytes], name: str) -> None:
    deadline = time.monotonic() + _START_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{server.url}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise WorkFailed(f"The server {show(Path(name).name)} did not start.")


def _find_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _add_up(pid: int) -> Usage:
    process = Path(f"/proc/{pid}")
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    memory = _read_memory(process)
    children = (process / "task" / str(pid) / "children").read_text().split()
    used = [_add_up(int(child)) for child in children]
    return Usage(cpu + sum(u.cpu for u in used), memory + sum(u.memory for u in used))


def _read_memory(process: Path) -> int:
    for line in (process / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
