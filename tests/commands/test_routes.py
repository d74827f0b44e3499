"""`apigen routes` as a process: every route there is, in any project and on any terminal."""

import json
import subprocess
from pathlib import Path

import pytest

from apigen.catalog import find_templates

from ..projects import EVENTS, make_with
from ..tools import run_apigen, write_tree

FOREIGN = {
    "main.py": """
from fastapi import APIRouter, FastAPI

from admin import app as admin

app = FastAPI()
inner = FastAPI()
lost = APIRouter()
app.mount("/files", Files())


@app.get("/things/{thing_id}")
def read_thing(thing_id): ...


@app.api_route(PATH)
def anything(): ...


@inner.post("/inner\\x1b[31m")
def create_inner(): ...


@lost.get("/lost")
def find_lost(): ...
""",
    "requirements.txt": "fastapi\n",
}
BOMB = 'raise SystemExit("it was run")\n'


def _run(root: Path, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return run_apigen(find_templates(), "routes", *arguments, cwd=root, env=env)


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_a_project_of_ours_says_what_apigen_made(place: Path, framework: str) -> None:
    root = make_with(place, EVENTS, framework=framework)
    done = _run(root / "src")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines() if line]
    assert ["GET", "/events", "list_events"] in [row[:3] for row in rows if row[-1] == "*"]
    [health] = [row for row in rows if row[1] == "/healthz"]
    assert health[:3] == ["GET", "/healthz", "read_liveness"]
    assert health[3].startswith("src/shop/routes/health.py:")
    assert health[-1] != "*"
    assert "* made by apigen" in done.stdout


def test_a_plain_project_is_told_from_its_source(place: Path) -> None:
    root = write_tree(place / "app", {**FOREIGN, "admin.py": BOMB})
    done = _run(root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "\\x1b[31m" in done.stdout
    assert done.stdout.index("main.py:6") < done.stdout.index("/things/{thing_id}")
    assert done.stdout.index("main.py:7") < done.stdout.index("/inner")
    assert "? not all of it can be told" in done.stdout
    assert "1 more is registered nowhere: apigen routes --all lists it." in done.stdout
    assert "find_lost" not in done.stdout
    shown = _run(root, "--all").stdout
    assert shown.index("Registered nowhere") < shown.index("find_lost")


def test_json_has_all_of_them(place: Path) -> None:
    root = write_tree(place / "app", FOREIGN)
    document = json.loads(_run(root, "--json").stdout)
    by_handler = {each["handler"]: each for each in document["routes"]}
    assert by_handler["find_lost"]["registered"] is False
    assert by_handler["anything"]["certain"] is False
    assert by_handler["read_thing"] == {
        "method": "GET",
        "path": "/things/{thing_id}",
        "handler": "read_thing",
        "file": "main.py",
        "line": by_handler["read_thing"]["line"],
        "framework": "fastapi",
        "app": "main.py:6",
        "registered": True,
        "certain": True,
        "made_as": None,
    }


@pytest.mark.parametrize("columns", [20, 40, 60, 100])
def test_the_list_fits_the_terminal(place: Path, columns: int) -> None:
    root = make_with(place, EVENTS)
    done = _run(root, COLUMNS=str(columns), NO_COLOR="1")
    assert done.returncode == 0
    assert "/events/{event_id}" in done.stdout
    for line in done.stdout.splitlines():
        *words, last = line.split() or [""]
        has_no_break = len(words) < 2 or last == "*"
        assert len(line) <= columns or has_no_break, line


def test_for_a_program_each_route_is_one_line(place: Path) -> None:
    root = make_with(place, EVENTS)
    lines = _run(root).stdout.splitlines()
    [row] = [line for line in lines if line.startswith("DELETE /events/")]
    assert "delete_event" in row
    assert "src/shop/routes/events.py:" in row


def test_both_frameworks_are_listed(place: Path) -> None:
    flask = (
        "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get('/f')\ndef read_f(): ...\n"
    )
    fastapi = (
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/a')\ndef read_a(): ...\n"
    )
    root = write_tree(place / "app", {"one.py": flask, "two.py": fastapi, "app.py": ""})
    document = json.loads(_run(root, "--json").stdout)
    assert document["apps"] == ["one.py:3", "two.py:3"]
    found = [(each["path"], each["framework"]) for each in document["routes"]]
    assert found == [("/f", "flask"), ("/a", "fastapi")]


def test_where_there_is_no_project_it_says_so(place: Path) -> None:
    done = _run(place, "--project", ".")
    assert done.returncode == 2
    assert "No Flask or FastAPI application was found" in done.stderr
    assert _run(place, "--project", "nowhere").returncode == 2
