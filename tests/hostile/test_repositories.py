"""A stranger's repository, as it comes in an archive, gets no program run by what is in it."""

import os
import subprocess
from pathlib import Path

import pytest

from apigen.git_settings import LISTING, silence

from ..projects import make_with
from .cases import make_repository
from .everything import COMMANDS
from .runs import run

# Settings by which git runs a program.
_PROGRAMS = (
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.odd=name.clean",
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.external",
    "merge.evil.driver",
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.alternateRefsCommand",
    "credential.helper",
    "gpg.program",
    "alias.status",
    "alias.diff",
)
_HOOKS = ("pre-commit", "post-index-change", "post-checkout", "reference-transaction")


@pytest.fixture(params=["each by itself", "processes"])
def marks(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project full of traps, each of which leaves a mark in this folder."""
    root = make_with(tmp_path)
    (root / "odd").mkdir()
    (root / "odd" / ".gitattributes").write_text("* filter=odd=name\n")
    (root / "odd" / "file").write_text("odd\n")
    make_repository(root)
    marks = tmp_path / "marks"
    marks.mkdir()
    (root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    inner = root / "vendored"
    inner.mkdir()
    (inner / "file").write_text("inner\n")
    make_repository(inner)
    subprocess.run(["git", "add", "vendored"], cwd=root, check=True, capture_output=True)
    _set(inner, "core.fsmonitor", marks)
    programs = [*_PROGRAMS, "filter.evil.process"] if request.param == "processes" else _PROGRAMS
    for name in programs:
        _set(root, name, marks)
    _run(root, "config", "commit.gpgSign", "true")
    _run(root, "config", "filter.evil.required", "true")
    for name in _HOOKS:
        _trap(root / ".git" / "hooks" / name, marks)
    for path in root.rglob("*"):  # so that git has to look into them
        if ".git" not in path.parts and path.is_file():
            os.utime(path, (1, 1))
    for path in marks.iterdir():
        path.unlink()
    return marks


def test_no_command_runs_a_program_of_the_repository(marks: Path) -> None:
    root = marks.parent / "shop"
    for words in COMMANDS[1::4]:
        done = run(root, *words)
        assert done.is_clean(), done
        assert os.listdir(marks) == [], words


def test_the_traps_work(marks: Path) -> None:
    subprocess.run(["git", "status"], cwd=marks.parent / "shop", capture_output=True, check=False)
    assert os.listdir(marks)


def test_filters_of_the_person_stay(tmp_path: Path) -> None:
    listed = "global\0filter.lfs.clean\0local\0filter.a.b.process\0local\0core.bare\0"
    assert silence(listed.encode()) == {
        "filter.a.b.clean": "",
        "filter.a.b.smudge": "",
        "filter.a.b.process": "",
        "filter.a.b.required": "false",
    }
    assert LISTING[0] == "config"


def _set(root: Path, name: str, marks: Path) -> None:
    place = marks.parent / "traps" / name
    place.parent.mkdir(exist_ok=True)
    _trap(place, marks)
    _run(root, "config", name, f"!{place}" if name.startswith("alias") else str(place))


def _trap(place: Path, marks: Path) -> None:
    place.write_text(f"#!/bin/sh\ntouch '{marks}/{place.name}'\ncat\n")
    place.chmod(0o755)


def _run(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
