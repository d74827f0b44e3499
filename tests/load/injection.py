"""Lets sqlmap look for injections of SQL: first in a server that has one, then in running projects.

Run it as a script: `python -m tests.load.injection [fastapi-none ...]`. uv fetches sqlmap.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from uv import find_uv_bin

from apigen.catalog import load_catalog

from ..generated.workshop import build_workshop
from .hostile import Target, attack

PROJECTS = ("fastapi-none", "fastapi-jwt", "flask-none", "flask-session", "fastapi-api-key")
_OPTIONS = (
    *("--batch", "--level=2", "--risk=2", "--timeout=5", "--retries=0", "--threads=2"),
    *("--technique=BEUS", "--flush-session", "--disable-coloring"),
)
_REFUSALS = "--ignore-code=400,401,404,409,422,429"
_JSON = {"Content-Type": "application/json"}


class Careless(BaseHTTPRequestHandler):
    """Puts what it is asked into SQL as it is."""

    def do_GET(self) -> None:
        """Look up a name."""
        name = parse_qs(urlsplit(self.path).query).get("name", [""])[0]
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE TABLE items AS SELECT 'Bolt' AS name")
            try:
                found = database.execute(f"SELECT * FROM items WHERE name = '{name}'").fetchall()
            except sqlite3.Error as error:
                found = [str(error)]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@contextmanager
def serve_carelessly() -> Iterator[str]:
    """Run the careless server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Careless) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def find_injection(folder: Path, url: str, headers: Mapping[str, str], *options: str) -> bool:
    """Whether sqlmap finds a way in; `*` in what is sent is where it tries."""
    sent = [f"--header={name}: {value}" for name, value in headers.items()]
    command = [find_uv_bin(), "tool", "run", "sqlmap", "-u", url, *_OPTIONS, *sent, *options]
    done = subprocess.run(
        [*command, _REFUSALS, f"--output-dir={folder}"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if "identified the following injection point" in done.stdout:
        return True
    assert "all tested parameters do not appear to be injectable" in done.stdout, (
        done.stdout[-2000:] + done.stderr[-2000:]
    )
    return False


def list_requests(target: Target) -> Iterator[tuple[str, dict[str, str], tuple[str, ...]]]:
    """Give an address, headers and options for each place where a client can say something."""
    url, alice = target.service.url, dict(target.alice)
    yield f"{url}/items?limit=20*&offset=0*", alice, ()
    yield f"{url}/items/1*", alice, ()
    body = '--data={"name": "Bolt*", "description": "a*", "quantity": 1}'
    yield f"{url}/items", {**alice, **_JSON}, (body, "--method=POST")
    yield f"{url}/items/1", {**alice, **_JSON}, (body, "--method=PUT")
    if target.auth == "jwt":
        form = "--data=username=eve*&password=a*"
        yield f"{url}/auth/token", {}, (form, "--method=POST")
    if target.auth == "session":
        who = '--data={"email": "eve*", "password": "a*"}'
        yield f"{url}/auth/login", _JSON, (who, "--method=POST")
    if target.auth == "api-key":
        yield f"{url}/items", {"X-API-Key": "a*"}, ()


def main(names: list[str]) -> None:
    """Find the injection that is there, and none in the projects."""
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with serve_carelessly() as url:
            assert find_injection(folder, f"{url}/?name=Bolt*", {})
            print("the careless server: an injection is found", flush=True)
        for name in names or PROJECTS:
            framework, _, auth = name.partition("-")
            workshop = build_workshop(folder / f"env-{name}", catalog, framework)
            with attack(folder, workshop, framework, auth) as target:
                for request, headers, options in list_requests(target):
                    assert not find_injection(folder, request, headers, *options), request
                    path = urlsplit(request).path
                    print(f"{name}: {path} {' '.join(options)}: no injection", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
