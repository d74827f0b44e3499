"""Whether the time of a refused login tells who has an account.

Run it with `uv run python -m bench.logins`. It exits 1 when the medians of unknown users and wrong passwords
differ by more than the middle half of the wrong passwords' times does.
"""

import argparse
import json
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from secrets import token_urlsafe
from statistics import median, quantiles
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from apigen.measuring.server import run_server
from bench.cli import BIN
from bench.measure import report
from bench.requests import SERVE

EMAIL = "carol@example.com"
KINDS = {"unknown user": "nobody@example.com", "wrong password": EMAIL}


def main() -> None:
    """Measure both frameworks and print how far the times are apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=50, help="of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        held = [
            compare(framework, try_logins(make_project(Path(name), framework), options.tries))
            for framework in SERVE
        ]
    raise SystemExit(0 if all(held) else 1)


def make_project(folder: Path, framework: str) -> Path:
    """Make a project with users, and its database."""
    cwd = folder / framework
    cwd.mkdir()
    new = (str(BIN / "apigen"), "new", "shop", "--yes", "--no-git", "--framework", framework)
    subprocess.run([*new, "--auth", "jwt"], cwd=cwd, check=True, capture_output=True)
    project = cwd / "shop"
    (project / ".env").write_text(f"SECRET_KEY={token_urlsafe(32)}\n")
    subprocess.run([project / ".venv/bin/alembic", "upgrade", "head"], cwd=project, check=True)
    return project


def try_logins(project: Path, tries: int) -> dict[str, list[float]]:
    """Have logins of both kinds refused in turn, after some that are not counted."""
    program, *options = SERVE[project.parent.name]
    command = [str(project / ".venv/bin" / program), *options, "shop.main:app"]
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with (
        run_server(command, project) as server,
        closing(sqlite3.connect(project / "app.db", isolation_level=None)) as database,
    ):
        user = json.dumps({"email": EMAIL, "password": token_urlsafe()}).encode()
        headers = {"Content-Type": "application/json"}
        urlopen(Request(f"{server.url}/auth/register", user, headers)).close()
        for number in range(tries + 5):
            for kind, email in KINDS.items():
                database.execute("DELETE FROM login_attempts")
                taken = time_login(f"{server.url}/auth/token", email)
                if number >= 5:
                    times[kind].append(taken)
    return times


def time_login(url: str, email: str) -> float:
    """Give the seconds until a login is refused."""
    form = urlencode({"username": email, "password": "not the password"}).encode()
    started = time.perf_counter()
    try:
        urlopen(Request(url, form)).close()
    except HTTPError as refusal:
        if refusal.code == 401:
            return time.perf_counter() - started
    raise SystemExit(f"{url} did not answer 401")


def compare(framework: str, times: dict[str, list[float]]) -> bool:
    """Print both medians, and their difference as a part of the spread."""
    for kind, taken in times.items():
        print(f"      {median(taken) * 1e3:6.1f} ms  {framework}, {kind}")
    unknown, wrong = times.values()
    low, _, high = quantiles(wrong, n=4)
    difference = abs(median(unknown) - median(wrong))
    return report(f"difference : spread, {framework}", difference / (high - low), 1.0)


if __name__ == "__main__":
    main()
