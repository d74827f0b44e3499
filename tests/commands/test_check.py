"""`apigen check` as a process: what it prints, and how it ends."""

import json
import subprocess
from pathlib import Path

from apigen.catalog import find_templates

from ..checking.projects import make
from ..tools import run_apigen


def _run(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return run_apigen(find_templates(), "check", *arguments, cwd=root)


def test_a_clean_project_ends_with_0(place: Path) -> None:
    done = _run(make(place) / "src")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing needs work." in done.stdout
    assert "openapi.json: uv run make-openapi" in done.stdout
    assert "advisories that were known on" in done.stdout


def test_work_ends_with_1_and_says_where_and_what_to_do(place: Path) -> None:
    root = make(place)
    (root / "README.md").write_text("Ours.\n")
    (root / "src/shop/app.py").write_text("<<<<<<< a\n=======\n>>>>>>> b\n")
    done = _run(root)
    assert (done.returncode, done.stderr) == (1, "1 finding needs work.\n")
    lines = done.stdout.splitlines()
    start = lines.index("Needs work")
    assert lines[start + 1] == "  src/shop/app.py:1: A conflict is marked here and not resolved."
    assert lines[start + 2] == "    Choose between the sides, and take the marks out."
    assert lines.index("Changed since apigen wrote them, which updates keep") > start
    assert "  README.md" in lines


def test_json_has_every_finding_and_nothing_else(place: Path) -> None:
    root = make(place)
    done = _run(root, "--json")
    assert done.returncode == 0
    document = json.loads(done.stdout)
    assert (document["work"], document["project"]) == (0, str(root))
    (root / "src/shop/app.py").write_text("<<<<<<< a\n=======\n>>>>>>> b\n")
    done = _run(root, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    document = json.loads(done.stdout)
    assert document["error"]["kind"] == "work-left"
    [finding] = [each for each in document["findings"] if each["needs_work"]]
    assert finding == {
        "kind": "conflict",
        "path": "src/shop/app.py",
        "line": 1,
        "message": "A conflict is marked here and not resolved.",
        "action": "Choose between the sides, and take the marks out.",
        "needs_work": True,
    }


def test_a_project_that_apigen_did_not_make_ends_with_2(place: Path) -> None:
    (place / "main.py").write_text("")
    done = _run(place)
    assert done.returncode == 2
    assert "apigen did not make the project" in " ".join(done.stderr.split())
    assert _run(place, "--project", "nowhere").returncode == 2


def test_nothing_of_the_project_is_run(place: Path) -> None:
    root = make(place)
    bomb = 'open("/dev/null/x")\nraise SystemExit("it was run")\n'
    for path in root.rglob("*.py"):
        path.write_text(bomb)
    assert "it was run" not in _run(root).stderr
