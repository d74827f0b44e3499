"""A generated project's server, started as its image starts it, and the memory it takes."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..generated.workshop import Workshop, clean_environment, find_port, wait_until_alive


@dataclass(frozen=True)
class Service:
    """A running server."""

    port: int
    pid: int
    log: Path

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def read_log(self) -> list[str]:
        """Give what it has written so far."""
        return self.log.read_text(encoding="utf-8").splitlines()

    def read_memory(self) -> float:
        """Give the MiB that its processes keep in memory now."""
        return self._add_up("VmRSS")

    def read_peak(self) -> float:
        """Give the most MiB that its processes have kept since `forget_peak`."""
        return self._add_up("VmHWM")

    def forget_peak(self) -> None:
        """Let the peak be what is kept now."""
        for pid in find_family(self.pid):
            Path(f"/proc/{pid}/clear_refs").write_text("5")

    def read_cpu(self) -> float:
        """Give the seconds for which its processes have run."""
        tasks = (
            task for pid in find_family(self.pid) for task in Path(f"/proc/{pid}/task").iterdir()
        )
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def _add_up(self, name: str) -> float:
        total = 0
        for pid in find_family(self.pid):
            with suppress(FileNotFoundError, ProcessLookupError):
                status = Path(f"/proc/{pid}/status").read_text().splitlines()
                total += next((int(line.split()[1]) for line in status if line.startswith(name)), 0)
        return total / 1024


def find_family(pid: int) -> list[int]:
    """Give a process and its descendants; processes and threads may end meanwhile."""
    family = [pid]
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                for child in (task / "children").read_text().split():
                    family += find_family(int(child))
    return family


@contextmanager
def run_service(
    project: Path, workshop: Workshop, *options: str, log_name: str = "server.log", **more: str
) -> Iterator[Service]:
    """Run what the project's image runs, on a port of this machine, until the block is left.

    The server gets further `options`, and `more` in its environment.
    """
    [command] = [
        line.removeprefix("CMD ")
        for line in (project / "Dockerfile").read_text(encoding="utf-8").splitlines()
        if line.startswith("CMD ")
    ]
    program, *words = json.loads(command)
    port = find_port()
    place = ["--bind", f"127.0.0.1:{port}"]
    if program == "uvicorn":
        place = ["--host", "127.0.0.1", "--port", str(port)]
    log = project / log_name
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(workshop.folder / "bin" / program), *words, *options, *place],
            cwd=project,
            env={**clean_environment(), "LOG_FORMAT": "json", **more},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_alive(f"http://127.0.0.1:{port}", server, log)
        yield Service(port, server.pid, log)
        server.terminate()
        assert server.wait(timeout=15) in {0, -15}, log.read_text(encoding="utf-8")[-2000:]
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


def wait_until_calm(service: Service, limit: float, seconds: float = 10) -> float:
    """Wait until the server keeps less than `limit` MiB, or until it has had its time."""
    deadline = time.monotonic() + seconds
    while (memory := service.read_memory()) > limit and time.monotonic() < deadline:
        time.sleep(0.2)
    return memory
