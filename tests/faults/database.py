"""Kills, freezes and restarts the database under a running project, and ends the project under load.

Whatever happens to the database, the process says that it lives, says that it is not ready, answers
every request within the limits of its settings with a problem and no more, and works again within
ten seconds of the database's return. A process that is asked to stop finishes its requests and
exits with 0 within ten seconds.

Run it as a script for all kinds of projects: `python -m tests.faults.database`.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from apigen.catalog import load_catalog
from apigen.question import Value

from ..generated.projects import write_new_project
from ..generated.workshop import (
    Answer,
    Workshop,
    build_workshop,
    call,
    clean_environment,
    find_port,
)
from ..postgresql import Server, run_server

PROJECTS: Mapping[str, Mapping[str, Value]] = {
    "fastapi-async": {"framework": "fastapi", "async": True},
    "fastapi-sync": {"framework": "fastapi", "async": False},
    "flask-sync": {"framework": "flask", "async": False},
    "flask-async": {"framework": "flask", "async": True},
}
SERVERS = {
    "fastapi": ["uvicorn", "shop.main:app", "--timeout-graceful-shutdown", "8"],
    "flask": [
        *["gunicorn", "shop.main:app", "--preload", "--threads", "8"],
        *["--graceful-timeout", "8", "--no-control-socket"],
    ],
}
# A connection that hangs is given up after 6 seconds, and 3 go by for a new one.
LONGEST_ANSWER = 10.0
LONGEST_RETURN = 10.0
CLIENTS = 4


def make_project(
    folder: Path, workshops: Mapping[str, Workshop], kind: str, server: Server
) -> Path:
    """Make a project with its tables in a new database, and install it."""
    answers = PROJECTS[kind]
    project = write_new_project(folder / kind, {**answers, "database": "postgres"})
    server.serve(project)
    workshop = workshops[str(answers["framework"])]
    workshop.install(project)
    workshop.run(project, "alembic", "upgrade", "head")
    return project


@contextmanager
def start(project: Path, workshop: Workshop, framework: str) -> Iterator[tuple[str, int]]:
    """Run the project's server as process 1 of its own, as in a container, where that is allowed."""
    port = find_port()
    program, *arguments = SERVERS[framework]
    where = ["--port", str(port)] if program == "uvicorn" else ["--bind", f"127.0.0.1:{port}"]
    own = ["unshare", "--pid", "--fork", "--kill-child"] if os.geteuid() == 0 else []
    with (project / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*own, str(workshop.folder / "bin" / program), *arguments, *where],
            cwd=project,
            env=clean_environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: ask(f"{url}/readyz").status == 200, 30)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield url, int(children[0]) if own else process.pid
        code = process.wait(timeout=1)
        assert code == (0 if own or program == "gunicorn" else -signal.SIGTERM), code
    finally:
        process.kill()
        process.wait()


def check(kind: str, project: Path, workshop: Workshop, database: Server) -> None:
    """Put one project through everything."""
    framework = str(PROJECTS[kind]["framework"])
    with start(project, workshop, framework) as (url, process):
        check_fault(kind, "killed", url, database.kill, database.start)
        # What has connections goes on, and new ones get no answer.
        check_fault(
            kind,
            "postmaster frozen",
            url,
            lambda: database.send(signal.SIGSTOP, only_postmaster=True),
            lambda: database.send(signal.SIGCONT),
            is_noticed=False,
        )
        check_fault(
            kind,
            "frozen",
            url,
            lambda: database.send(signal.SIGSTOP),
            lambda: database.send(signal.SIGCONT),
        )
        check_end(kind, url, process, project, database)
    log = (project / "server.log").read_text(encoding="utf-8")
    assert "the database does not answer" in log


def check_fault(
    kind: str,
    name: str,
    url: str,
    harm: Callable[[], None],
    mend: Callable[[], None],
    *,
    is_noticed: bool = True,
) -> None:
    """Harm the database while clients call, look at the answers, mend it and wait for the return."""
    assert create(url).status == 201
    longest = 0.0
    harm()
    try:
        for _ in range(2):
            alive, seconds = measure(lambda: ask(f"{url}/healthz"))
            assert alive.status == 200
            assert seconds < 1, f"/healthz took {seconds:.1f} s"
            with ThreadPoolExecutor(CLIENTS + 1) as clients:
                asked = [lambda: ask(f"{url}/readyz"), *[lambda: create(url)] * CLIENTS]
                answers = [clients.submit(measure, each) for each in asked]
                for future in answers:
                    answer, seconds = future.result()
                    longest = max(longest, seconds)
                    check_answer(answer, is_noticed=is_noticed)
    finally:
        mend()
    started = time.monotonic()
    wait_until(lambda: ask(f"{url}/readyz").status == 200, LONGEST_RETURN)
    wait_until(lambda: create(url).status == 201, LONGEST_RETURN)
    back = time.monotonic() - started
    assert longest < LONGEST_ANSWER, f"an answer took {longest:.1f} s"
    print(f"{kind}: {name}: answers within {longest:.1f} s, back after {back:.1f} s", flush=True)


def check_answer(answer: Answer, *, is_noticed: bool) -> None:
    """What the database made fail is 503 as a problem, which tells nothing of the inside."""
    if not is_noticed and answer.status in {200, 201}:
        return
    assert answer.status == 503, answer
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.body["detail"] == "The database does not answer."
    assert "Traceback" not in str(answer.body)


def check_end(kind: str, url: str, process: int, project: Path, database: Server) -> None:
    """Ask the server to stop while requests wait for a lock: they are answered before it does."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        with database.lock(project, "items"):
            answers: list[Future[Answer]] = [clients.submit(create, url) for _ in range(CLIENTS)]
            time.sleep(1)
            started = time.monotonic()
            os.kill(process, signal.SIGTERM)
            time.sleep(1)
            assert is_running(process)
        assert {answer.result().status for answer in answers} == {201}
    wait_until(lambda: not is_running(process), 10)
    seconds = time.monotonic() - started
    assert seconds < 10
    print(f"{kind}: SIGTERM under load: ended after {seconds:.1f} s", flush=True)


def is_running(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def ask(url: str) -> Answer:
    """Read; a server that does not answer at all is no answer."""
    try:
        return call("GET", url, patience=2 * LONGEST_ANSWER)
    except (URLError, ConnectionError):
        return Answer(0, {}, None)


def create(url: str) -> Answer:
    """Store a row, and be patient."""
    return call("POST", f"{url}/items", {"name": "Bolt"}, patience=2 * LONGEST_ANSWER)


def measure(action: Callable[[], Answer]) -> tuple[Answer, float]:
    """Give what came of it, and how many seconds it took."""
    started = time.monotonic()
    return action(), time.monotonic() - started


def wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    """Wait until it is so; fail when it takes longer."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not so after {seconds} s"
        time.sleep(0.1)


def main(kinds: list[str]) -> None:
    """Check the projects that are named, or all."""
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as name, run_server() as server:
        folder = Path(name)
        workshops = {
            framework: build_workshop(folder / framework, catalog, framework)
            for framework in catalog.frameworks
        }
        for kind in kinds or PROJECTS:
            project = make_project(folder, workshops, kind, server)
            check(kind, project, workshops[str(PROJECTS[kind]["framework"])], server)


if __name__ == "__main__":
    main(sys.argv[1:])
