"""Loads projects with everything at once, kills their workers and the database, and reconciles.

Eight clients make, read, change and delete rows. In the first half workers are killed and the database is
killed and started again; in the second half the database only, so that the memory of the same
workers can be compared. Afterwards no write that a client was told of is missing, nothing is
there that nobody made, 503 was answered only while the database was away, and no other 5xx at all.

Run it as a script, for ten minutes each: `python -m tests.load.mixed [fastapi-jwt ...] [--seconds 600]`.
"""

import argparse
import os
import signal
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from apigen.catalog import load_catalog
from apigen.question import Value

from ..generated.callers import sign_in
from ..generated.projects import write_new_project
from ..generated.workshop import Workshop, build_workshop
from ..postgresql import Server, run_server
from .ledger import Client, Failure, Row, read_all, reconcile
from .service import Service, find_family, run_service
from .wire import send_json

CLIENTS = 8
KILL_EVERY = 7.0
RESTART_EVERY = 25.0
AWAY = 3.0
# So long after the database is back, and after a worker is killed, may a failure be due to that.
RETURN = 5.0
LOSS = 1.0
MOST_GROWTH = 1.15
# So many times, twice a second, is the memory read at least before it is judged: a worker that has just
# been started grows.
SETTLED = 240


@dataclass
class Troubles:
    """What is done to a service, when it was done, and the memory meanwhile."""

    service: Service
    database: Server
    killed: list[float] = field(default_factory=list)
    away: list[tuple[float, float]] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def make(self, seconds: float) -> None:
        """Kill workers and restart the database, for so long."""
        started = time.monotonic()
        kill, restart = min(KILL_EVERY, seconds / 5), min(RESTART_EVERY, seconds) / 2
        while (now := time.monotonic() - started) < seconds:
            if now >= kill and now < seconds / 2:
                self.kill_worker()
                kill = now + KILL_EVERY
            if now >= restart and now < seconds - RETURN:
                self.restart_database()
                restart = now + RESTART_EVERY
            if now >= seconds / 2:
                self.memory.append(self.service.read_memory())
            time.sleep(0.5)

    def kill_worker(self) -> None:
        """Kill one of the processes that answer."""
        workers = [pid for pid in find_family(self.service.pid)[1:] if not _is_tracker(pid)]
        if workers:
            self.killed.append(time.monotonic())
            os.kill(workers[len(self.killed) % len(workers)], signal.SIGKILL)

    def restart_database(self) -> None:
        """Kill the database, and start it some seconds later."""
        left = time.monotonic()
        self.database.kill()
        time.sleep(AWAY)
        self.database.start()
        self.away.append((left, time.monotonic() + RETURN))

    def explain(self, failure: Failure) -> bool:
        """Whether a failure is one that what was done must lead to."""
        if failure.status == 503:
            return any(failure.sent <= end and failure.known >= start for start, end in self.away)
        return failure.status == 0 and any(
            failure.sent <= killed + LOSS and failure.known >= killed for killed in self.killed
        )


def _is_tracker(pid: int) -> bool:
    return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()


def put_under_load(
    folder: Path, workshop: Workshop, database: Server, name: str, seconds: float
) -> str:
    """Make a project, put it under load and in trouble, and say what came of it."""
    framework, _, auth = name.removesuffix("-async").partition("-")
    answers: dict[str, Value] = {
        "framework": framework,
        "auth": auth,
        "database": "postgres",
        "deploy": ("docker",),
        "async": framework == "fastapi" or name.endswith("-async"),
    }
    project = write_new_project(folder / name, answers)
    database.serve(project)
    workshop.install(project)
    workshop.run(project, "alembic", "upgrade", "head")
    with (
        sign_in(auth, workshop, project) as users,
        run_service(project, workshop, "--workers", "2") as service,
    ):
        clients = [Client(f"client {n}", service.port, users[n % 2]) for n in range(CLIENTS)]
        troubles = Troubles(service, database)
        end = Event()
        with ThreadPoolExecutor(CLIENTS) as pool:
            working = [pool.submit(client.work, end) for client in clients]
            try:
                troubles.make(seconds)
            finally:
                end.set()
            for work in working:
                work.result()
        kept: dict[int, Row] = {}
        for headers in users[: 1 if auth == "none" else 2]:
            kept |= read_all(service.port, headers)
        assert send_json(service.port, "GET", "/readyz", {}).status == 200
    failures = [failure for client in clients for failure in client.failures]
    strange = [each for each in failures if not troubles.explain(each)]
    assert strange == [], f"{strange[:5]}, of {len(strange)}; {troubles.killed}, {troubles.away}"
    differences = reconcile(clients, kept)
    assert differences == [], differences[:5]
    return _describe(clients, troubles, failures, len(kept))


def _describe(
    clients: Sequence[Client], troubles: Troubles, failures: Sequence[Failure], kept: int
) -> str:
    """Say in one line what was done and what was found; the memory must be flat."""
    counts = sum((client.counts for client in clients), Counter())
    statuses = Counter(failure.status for failure in failures)
    unsure = sum(len(client.unsure) + len(client.tried) for client in clients)
    quarter = max(1, len(troubles.memory) // 4)
    first = statistics.median(troubles.memory[:quarter])
    last = statistics.median(troubles.memory[-quarter:])
    is_settled = len(troubles.memory) >= SETTLED
    assert last < first * MOST_GROWTH or not is_settled, (first, last)
    return (
        f"{counts.total()} requests, {len(troubles.killed)} workers killed, "
        f"{len(troubles.away)} restarts of the database; {statuses[503]} times 503, "
        f"{statuses[0]} connections lost, no other failure; {kept} rows kept as told, "
        f"{unsure} writes unanswered; memory {first:.0f} -> {last:.0f} MiB"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Put the projects that are named, or one of each framework, under load, all at once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["fastapi-jwt", "flask-session"])
    parser.add_argument("--seconds", type=float, default=600)
    options = parser.parse_args(arguments)
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(len(options.names)) as pool:
        folder = Path(place)

        def try_one(name: str) -> str:
            workshop = build_workshop(folder / f"env-{name}", catalog, name.partition("-")[0])
            with run_server() as database:
                return put_under_load(folder, workshop, database, name, options.seconds)

        done = {name: pool.submit(try_one, name) for name in options.names}
        for name, result in done.items():
            print(f"{name}: {result.result()}", flush=True)


if __name__ == "__main__":
    main()
