"""What a request costs in the generated projects, beside bare frameworks and Express on Node.

Run it with `uv run python -m bench.requests` (needs Linux, node and npm). It exits 1 when a limit is not held.
Access is logged as the start commands have it: uvicorn does, Express by Morgan, gunicorn does not;
the generated projects log requests themselves. So Flask is held to its limit twice: beside a bare
application under the same start command, which logs none, and beside one whose gunicorn logs them.
All servers take short turns, and ratios are of the same round: what else the machine does
disturbs all of them alike, the requests a second still more than the CPU time.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from secrets import token_urlsafe
from statistics import median
from urllib.request import Request, urlopen

from apigen.measuring.server import Server, run_server
from bench.cli import BIN
from bench.load import Turn, call
from bench.measure import Command, measure, report

BARE = Path(__file__).parent / "bare"
ITEM_PATH = "/items/1"
ITEM = {"name": "Lamp", "quantity": 1}
# The start commands of the generated projects; the later options only choose the port.
SERVE = {
    "fastapi": ("uvicorn", "--timeout-graceful-shutdown", "8", "--port", "{port}"),
    "flask": (
        *("gunicorn", "--preload", "--threads", "8", "--graceful-timeout", "8"),
        *("--no-control-socket", "--bind", "127.0.0.1:{port}"),
    ),
}
# gunicorn logs no requests unless it is told to.
LOGGING = {"flask": (("bare flask, logging", ("--access-logfile", "-")),)}


def main() -> None:
    """Measure everything and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="counted rounds")
    parser.add_argument("--requests", type=int, default=200, help="in each turn of a server")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        commands = {
            **make_projects(folder, "fastapi"),
            **make_projects(folder, "flask"),
            "express": (make_express(folder / "express"), folder / "express"),
        }
        servers = {
            name: stack.enter_context(run_server(words, cwd))
            for name, (words, cwd) in commands.items()
        }
        for name in ("fastapi", "flask"):
            store_item(servers[name])
        turns = take_turns(servers, options.rounds, options.requests)
    raise SystemExit(0 if all(compare(turns)) else 1)


def make_projects(folder: Path, framework: str) -> dict[str, tuple[list[str], Path]]:
    """Make an in-memory project, and beside it a bare application for the same environment."""
    words = (str(BIN / "apigen"), "new", "shop", "--yes", "--no-git", "--framework", framework)
    generated, bare = folder / framework / "shop", folder / f"bare-{framework}"
    bare.mkdir()
    generated.parent.mkdir()
    measure({"new": Command((*words, "--database", "none"), generated.parent, ("shop",))}, 1)
    (generated / ".env").write_text(f"SECRET_KEY={token_urlsafe(32)}\n")
    shutil.copy(BARE / f"{framework}.py.jinja", bare / "bare.py")
    program, *options = SERVE[framework]
    command = [str(generated / ".venv/bin" / program), *options]
    return {
        f"bare {framework}": ([*command, "bare:app"], bare),
        framework: ([*command, "shop.main:app"], generated),
        **{
            name: ([*command, *more, "bare:app"], bare) for name, more in LOGGING.get(framework, ())
        },
    }


def make_express(folder: Path) -> list[str]:
    """Install Express and Morgan beside the application for Node."""
    folder.mkdir()
    shutil.copy(BARE / "express.js", folder)
    install = ["npm", "install", "--silent", "--no-save", "express", "morgan"]
    subprocess.run(install, cwd=folder, check=True)
    return ["env", "NODE_ENV=production", "node", "express.js", "{port}"]


def store_item(server: Server) -> None:
    """Make the item that is asked for."""
    data, headers = json.dumps(ITEM).encode(), {"Content-Type": "application/json"}
    with urlopen(Request(f"{server.url}/items", data, headers)) as response:
        assert json.load(response)["id"] == 1


def take_turns(servers: dict[str, Server], rounds: int, number: int) -> dict[str, list[Turn]]:
    """Load all servers in turn, after a first turn that warms them and is not counted."""
    for server in servers.values():
        call(server, ITEM_PATH, 2000)
    turns: dict[str, list[Turn]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, server in servers.items():
            turns[name].append(call(server, ITEM_PATH, number))
    return turns


def compare(turns: dict[str, list[Turn]]) -> list[bool]:
    """Print the medians, and the ratios of what was measured in the same round."""
    for name, several in turns.items():
        cpu = median(turn.cpu_us for turn in several)
        per_second = median(turn.per_second for turn in several)
        print(f"      {cpu:6.1f} us CPU  {per_second:8.0f} requests/s  {name}")

    def cpu_ratio(name: str, other: str) -> float:
        pairs = zip(turns[name], turns[other], strict=True)
        return median(one.cpu_us / bare.cpu_us for one, bare in pairs)

    pairs = zip(turns["express"], turns["fastapi"], strict=True)
    express = median(theirs.per_second / ours.per_second for theirs, ours in pairs)
    limits = [
        ("fastapi : bare, both log requests", "fastapi", "bare fastapi", 1.25),
        ("flask : bare, which logs none", "flask", "bare flask", 1.20),
        ("flask : bare, both log requests", "flask", "bare flask, logging", 1.20),
    ]
    return [
        *(
            report(f"CPU of a request, {title}", cpu_ratio(ours, bare), limit)
            for title, ours, bare, limit in limits
        ),
        report("requests a second, Express : fastapi", express, 1.0),
    ]


if __name__ == "__main__":
    main()
