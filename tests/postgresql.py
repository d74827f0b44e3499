"""A PostgreSQL server for the tests of projects, which can be killed, frozen and started again."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from .generated.workshop import find_port

# PostgreSQL refuses to run as root.
USER = "postgres" if os.geteuid() == 0 else None


_SETTING = re.compile(r"(?m)^DATABASE_URL=postgresql:.*$")


@dataclass(frozen=True)
class Server:
    """A server that keeps its data in `folder`; all users may do everything, without a password."""

    programs: Path
    folder: Path
    port: int

    def make_database(self) -> str:
        """Make an empty database and give its URL."""
        name = f"test_{uuid4().hex}"
        where = ("--host=127.0.0.1", f"--port={self.port}", "--username=postgres")
        self._run("createdb", *where, name)
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def serve(self, project: Path) -> None:
        """Let a project keep its data in a new database."""
        settings = project / ".env"
        text = settings.read_text(encoding="utf-8")
        url = self.make_database()
        settings.write_text(_SETTING.sub(f"DATABASE_URL={url}", text), encoding="utf-8")

    @contextmanager
    def lock(self, project: Path, table: str) -> Iterator[None]:
        """Lock a table of a project until the block is left."""
        url = _SETTING.findall((project / ".env").read_text(encoding="utf-8"))[0]
        words = [self.programs / "psql", "--quiet", url.partition("=")[2]]
        pipe = subprocess.PIPE
        with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as locker:
            assert locker.stdin
            assert locker.stdout
            locker.stdin.write(f"BEGIN;\nLOCK TABLE {table};\n\\echo locked\n")
            locker.stdin.flush()
            assert locker.stdout.readline() == "locked\n"
            try:
                yield
            finally:
                locker.stdin.write("COMMIT;\n")
                locker.stdin.close()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-F -c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder}"
        self._run("pg_ctl", "start", "--pgdata=data", "--wait", "--log=log", f"--options={options}")

    def stop(self) -> None:
        """Stop it, however it is."""
        self.send(signal.SIGCONT)
        if self.find_processes():
            self._run("pg_ctl", "stop", "--pgdata=data", "--mode=immediate")

    def kill(self) -> None:
        """Kill the postmaster, and what it leaves behind."""
        processes = self.find_processes()
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{process}").exists() for process in processes):
            assert time.monotonic() < deadline, "PostgreSQL outlived SIGKILL"
            time.sleep(0.05)
        (self.folder / "data/postmaster.pid").unlink()

    def send(self, number: signal.Signals, *, only_postmaster: bool = False) -> None:
        """Send a signal to all processes of the server."""
        for process in self.find_processes()[: 1 if only_postmaster else None]:
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def find_processes(self) -> list[int]:
        """Give the process ids of the postmaster, first, and of its children."""
        with suppress(FileNotFoundError, IndexError):
            line = (self.folder / "data/postmaster.pid").read_text().splitlines()[0]
            postmaster = int(line)
            with suppress(FileNotFoundError):
                children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text()
                return [postmaster, *map(int, children.split())]
        return []

    def initialize(self) -> None:
        """Make the folder of the data."""
        options = ("--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8")
        self._run("initdb", "--pgdata=data", "--locale=C", *options)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            cwd=self.folder,
            user=USER,
            stdout=subprocess.DEVNULL,
            timeout=60,
        )


def needs_server(project: Path) -> bool:
    """Whether the settings of a project speak of PostgreSQL."""
    settings = project / ".env"
    return settings.exists() and bool(_SETTING.search(settings.read_text(encoding="utf-8")))


@contextmanager
def run_server() -> Iterator[Server]:
    """Run a server in a temporary folder."""
    with TemporaryDirectory(prefix="postgresql-", dir="/tmp") as name:
        if USER:
            shutil.chown(name, USER)
        server = Server(find_programs(), Path(name), find_port())
        server.initialize()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def find_programs() -> Path:
    """Give the folder of the newest server programs; Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    program = str(found[-1]) if found else shutil.which("pg_ctl")
    assert program, "the tests of projects with PostgreSQL need its server programs"
    return Path(program).resolve().parent
