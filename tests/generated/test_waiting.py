"""While a request waits for the database, others are answered."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from apigen.question import Value

from ..postgresql import Server
from .projects import write_new_project
from .workshop import SERVERS, Workshop, call

WAITING = 3


@contextmanager
def lock_sqlite(project: Path) -> Iterator[None]:
    with closing(sqlite3.connect(project / "app.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
@pytest.mark.parametrize(
    ("framework", "is_async"), [("fastapi", True), ("fastapi", False), ("flask", False)]
)
def test_others_are_answered_while_some_wait(
    framework: str,
    is_async: bool,
    database: str,
    tmp_path: Path,
    workshops: dict[str, Workshop],
    request: pytest.FixtureRequest,
    give_database: Callable[[Path], None],
) -> None:
    answers: dict[str, Value] = {"framework": framework, "async": is_async, "database": database}
    project = write_new_project(tmp_path / "shop", answers)
    give_database(project)
    workshop = workshops[framework]
    workshop.install(project)
    workshop.run(project, "alembic", "upgrade", "head")
    if database == "sqlite":
        lock = lock_sqlite(project)
    else:
        server: Server = request.getfixturevalue("postgresql")
        lock = server.lock(project, "items")

    with workshop.serve(project, SERVERS[framework]) as url, ThreadPoolExecutor(WAITING) as clients:
        with lock:
            written = [
                clients.submit(call, "POST", f"{url}/items", {"name": "Bolt"})
                for _ in range(WAITING)
            ]
            time.sleep(0.5)
            others = [call("GET", f"{url}{path}").status for path in ("/healthz", "/readyz")]
            waiting = [answer for answer in written if not answer.done()]
        assert (others, len(waiting)) == ([200, 200], WAITING)
        assert [answer.result().status for answer in written] == [201] * WAITING
