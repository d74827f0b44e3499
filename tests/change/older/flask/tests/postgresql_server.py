"""The PostgreSQL server of the tests, and databases there that are theirs alone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.exc import OperationalError

from shop.settings import Settings


@contextmanager
def open_server() -> Iterator[URL]:
    """Give a server: one that is named, one that is started for the tests, or the developer's."""
    programs = find_programs()
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(url)
    elif programs:
        with start_server(programs) as started:
            yield started
    else:
        yield find_development_server()


def find_programs() -> Path | None:
    """Give the folder of initdb and pg_ctl; Debian keeps them out of PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: each.parent.name)
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, reversed(installed))])
    found = shutil.which("pg_ctl", path=path)
    return Path(found).resolve().parent if found else None


@contextmanager
def start_server(programs: Path) -> Iterator[URL]:
    """Run a server that only this machine reaches, by a socket in a temporary folder."""
    # PostgreSQL refuses to run as root, which is what one is in many containers.
    user = "postgres" if os.geteuid() == 0 else None
    with TemporaryDirectory(prefix="postgresql-", dir="/tmp") as folder:
        if user:
            shutil.chown(folder, user)
        run = partial(subprocess.run, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)
        initdb = [programs / "initdb", "--pgdata=data", "--username=postgres", "--auth=trust"]
        run([*initdb, "--no-sync", "--encoding=UTF8", "--locale=C"])
        pg_ctl = [programs / "pg_ctl", "--pgdata=data", "--wait", "--log=log"]
        run([*pg_ctl, "start", f"--options=-F -c listen_addresses='' -k {folder}"])
        try:
            yield URL.create("postgresql", "postgres", database="postgres", query={"host": folder})
        finally:
            run([*pg_ctl, "stop", "--mode=immediate"])


def find_development_server() -> URL:
    """Give the server of the settings, or end the tests with what to do for one."""
    try:
        url = make_url(Settings().database_url.get_secret_value())
        engine = create_engine(url, connect_args={"connect_timeout": 3})
        engine.connect().close()
        engine.dispose()
    except (ValidationError, OperationalError):
        pytest.exit(
            "The tests need PostgreSQL. Start one with\n\n"
            "    docker compose up --detach --wait database\n\n"
            "or install its server programs, or set TEST_DATABASE_URL.",
            returncode=1,
        )
    return url


@contextmanager
def make_database(server: URL) -> Iterator[str]:
    """Make an empty database, give its URL, and drop it in the end."""
    name = f"test_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()
