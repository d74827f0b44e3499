"""`apigen remove-route` as a process: what goes, what stays, and what is refused."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from apigen.catalog import find_templates

from ..projects import EVENTS, make_with
from ..tools import make_command, read_tree, run_apigen


def _run(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return run_apigen(find_templates(), "remove-route", *arguments, cwd=root)


def test_changed_files_are_kept_and_named(place: Path) -> None:
    root = make_with(place, EVENTS)
    mine = root / "src/shop/models/events.py"
    mine.write_text(mine.read_text() + "\n# mine\n")
    (root / "tests/routes/test_events.py").unlink()
    done = _run(root, "events")
    assert done.returncode == 0, done.stderr
    assert mine.read_text().endswith("# mine\n")
    assert "Changed since, and kept\n  src/shop/models/events.py" in done.stdout
    assert "Not there any more\n  tests/routes/test_events.py" in done.stdout
    left = read_tree(root)
    assert "src/shop/routes/events.py" not in left
    assert "events" not in left["src/shop/routes/__init__.py"]
    assert "Event" not in left["src/shop/models/__init__.py"]
    # What the kept model imports is kept with it.
    assert {"src/shop/models/exact_decimal.py", "src/shop/models/utc_datetime.py"} <= left.keys()
    assert "src/shop/models/events.py" not in left[".apigen.toml"]


def test_a_seam_that_is_unclear_is_left_with_what_has_to_go(place: Path) -> None:
    root = make_with(place, EVENTS)
    seam = root / "src/shop/routes/__init__.py"
    seam.write_text(
        seam.read_text().replace(
            "    app.include_router(events.router)",
            "    if app.debug:\n        app.include_router(events.router)",
        )
    )
    before = read_tree(root)
    done = _run(root, "events", "--json")
    assert done.returncode == 3
    document = json.loads(done.stdout)
    assert document["status"] == "by-hand"
    assert "app.include_router(events.router)" in document["by_hand"][0]["lines"]
    done = _run(root, "events")
    assert "These lines have to go:" in " ".join(done.stderr.split())
    assert "\n    app.include_router(events.router)\n" in done.stderr
    assert read_tree(root) == before


def test_previews_change_nothing_and_say_all(place: Path) -> None:
    root = make_with(place, EVENTS)
    before = read_tree(root)
    listed = _run(root, "events", "--dry-run", "--drop-table").stdout
    assert "delete   src/shop/services/events.py" in listed
    assert "create   migrations/versions/0003_drop_events.py" in listed
    shown = _run(root, "events", "--diff").stdout
    assert "--- a/src/shop/models/events.py\n+++ /dev/null\n" in shown
    assert "-    app.include_router(events.router)" in shown
    assert json.loads(_run(root, "events", "--dry-run", "--json").stdout)["written"] is False
    assert read_tree(root) == before


def test_json_tells_all_that_was_done(place: Path) -> None:
    root = make_with(place, EVENTS)
    document = json.loads(_run(root, "events", "--json").stdout)
    assert (document["status"], document["path"], document["written"]) == ("gone", "/events", True)
    actions = {each["path"]: each["action"] for each in document["plan"]}
    assert actions["src/shop/routes/events.py"] == "delete"
    assert actions["src/shop/routes/__init__.py"] == "update"
    made_by = "migrations/versions/0002_create_events.py"
    assert document["table"] == {"name": "events", "made_by": made_by, "dropped_by": None}


def test_a_path_that_is_not_known_is_answered_with_the_nearest(place: Path) -> None:
    root = make_with(place, EVENTS)
    done = _run(root, "evnts")
    assert done.returncode == 2
    assert "Its routes are /items and /events." in done.stderr
    assert "Did you mean /events?" in done.stderr
    done = _run(root, "healthz")
    assert done.returncode == 3
    assert "GET /healthz: read_liveness in src/shop/routes/health.py:" in done.stderr
    assert _run(root, "a\x1bb//c").stderr.isprintable() is False
    assert "\x1b" not in _run(root, "a\x1bb//c").stderr


def test_a_project_without_memory_is_told_what_is_there(place: Path) -> None:
    root = make_with(place)
    (root / ".apigen.toml").unlink()
    before = read_tree(root)
    done = _run(root, "items")
    assert done.returncode == 3
    assert "GET /items/{item_id}: read_item in src/shop/routes/items.py:" in done.stderr
    assert read_tree(root) == before


@pytest.mark.parametrize("path", ["nothing", "item", "/", "a//b"])
def test_a_path_that_nothing_serves_is_no_route_in_a_foreign_project(
    place: Path, path: str
) -> None:
    root = make_with(place)
    (root / ".apigen.toml").unlink()
    done = _run(root, path)
    assert done.returncode == 2
    assert f"There is no route '{path}' in this project" in done.stderr
    assert "by hand" not in done.stderr


@pytest.mark.parametrize("path", ["/", "/files/{name}"])
def test_what_a_foreign_project_serves_is_told_with_its_place(place: Path, path: str) -> None:
    (place / "app.py").write_text(
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        f"@app.get({path!r})\ndef read() -> None:\n    pass\n"
    )
    done = _run(place, path)
    assert done.returncode == 3
    assert f"GET {path}: read in app.py:" in done.stderr


def test_kept_files_that_will_not_work_are_told_in_words_and_json(place: Path) -> None:
    root = make_with(place, EVENTS)
    service, test = "src/shop/services/events.py", "tests/routes/test_events.py"
    for path in (service, test):
        (root / path).write_text((root / path).read_text() + "\n# mine\n")
    notes = json.loads(_run(root, "events", "--dry-run", "--json").stdout)["notes"]
    done = _run(root, "events")
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.partition("To know")[2].split())
    for note in (
        f"{service} stays, since you changed it, and imports what goes: mend or delete it.",
        f"{test} stays and will fail, since the routes are gone.",
    ):
        assert note in notes
        assert note in told


def test_a_folder_that_is_a_link_is_refused(place: Path) -> None:
    root = make_with(place, EVENTS)
    (root / "src/shop/models").rename(place / "elsewhere")
    (root / "src/shop/models").symlink_to(place / "elsewhere")
    before = read_tree(root)
    done = _run(root, "events")
    assert done.returncode == 3
    said = " ".join(done.stderr.split())
    assert "'src/shop/models' is a symbolic link, which apigen does not follow" in said
    assert read_tree(root) == before


def test_a_terminal_is_asked_about_the_table(place: Path) -> None:
    root = make_with(place, EVENTS)
    command = make_command(find_templates(), "remove-route", "events")
    parent, child = pty.openpty()
    with subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "APIGEN_PLAIN": "1"},
        stdin=child,
        stdout=child,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(child)
        os.write(parent, b"2\n")
        shown = b""
        while process.poll() is None or b"Next" not in shown:
            try:
                shown += os.read(parent, 4096)
            except OSError:  # nobody writes there any more
                break
    os.close(parent)
    assert process.returncode == 0
    assert b"The table events stays in the databases." in shown
    assert (root / "migrations/versions/0003_drop_events.py").exists()


def test_ctrl_c_half_way_leaves_everything_as_it_was(place: Path) -> None:
    root = make_with(place, EVENTS)
    before = read_tree(root)
    patch = """
import os, signal, apigen.inplace as inplace
take_away = inplace._take_away
def interrupted(stage, destination, entry, number):
    take_away(stage, destination, entry, number)
    if number == 3:
        os.kill(os.getpid(), signal.SIGINT)
inplace._take_away = interrupted
"""
    done = run_apigen(find_templates(), "remove-route", "events", cwd=root, patch=patch)
    assert done.returncode == 130
    assert "Nothing was written." in done.stderr
    assert read_tree(root) == before
    assert not [name for name in os.listdir(root) if "apigen-tmp" in name]


def test_uncommitted_edits_are_named(place: Path) -> None:
    root = make_with(place, EVENTS)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run([*git, *words], cwd=root, check=True)
    seam = root / "src/shop/routes/__init__.py"
    seam.write_text(seam.read_text() + "\n# mine\n")
    done = _run(root, "events")
    assert done.returncode == 0, done.stderr
    assert "in no commit: src/shop/routes/__init__.py." in " ".join(done.stdout.split())
    assert seam.read_text().endswith("# mine\n")
