"""The edge: whatever happens is one message and an exit code."""

import os
import subprocess
from pathlib import Path

import pytest

from .tools import make_command, replace_uv, run_apigen

QUICK = ("--yes", "--no-install", "--no-git")


def test_a_bug_is_one_line_and_no_traceback(toy: Path, place: Path) -> None:
    patch = "import apigen.answers; apigen.answers.Answers = None"
    done = run_apigen(toy, "new", "shop", *QUICK, cwd=place, patch=patch)
    assert done.returncode == 1
    assert "This is a bug in apigen: TypeError" in done.stderr
    assert "Traceback" not in done.stderr
    env = {"APIGEN_TRACEBACK": "1"}
    done = run_apigen(toy, "new", "shop", *QUICK, cwd=place, patch=patch, env=env)
    assert "Traceback" in done.stderr


def test_a_place_that_cannot_be_written_to_is_named(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "/proc/shop", *QUICK, cwd=place)
    assert done.returncode == 1
    message = " ".join(done.stderr.split())
    assert "could not be written to '/proc/shop'" in message
    assert "Nothing was written." in message
    assert "Traceback" not in done.stderr


def _run_into_closed_pipe(command: list[str], place: Path) -> str:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command, cwd=place, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert done.returncode == 1
    return " ".join(done.stderr.decode().split())


def test_a_closed_pipe_stops_no_work_and_hides_no_truth(
    toy: Path, place: Path, tmp_path: Path
) -> None:
    assert _run_into_closed_pipe(make_command(toy, "new", "--help"), place) == ""
    patch = replace_uv(tmp_path, "mkdir .venv")
    command = make_command(toy, "new", "shop", "--yes", patch=patch)
    said = _run_into_closed_pipe(command, place)
    where = f"The project is whole at '{place}/shop'."
    assert said == f"{where} Its environment is installed."
    assert (place / "shop/.venv").is_dir()


def test_an_error_that_cannot_be_told_keeps_its_exit_code(toy: Path, place: Path) -> None:
    line = 'exec "$@" >&- 2>/dev/full'
    command = ["sh", "-c", line, "sh", *make_command(toy, "new", "class", *QUICK)]
    done = subprocess.run(command, cwd=place, check=False, timeout=60)
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", [("--help",), ("new", "shop")])
def test_where_apigen_cannot_run_it_says_so(
    toy: Path, place: Path, arguments: tuple[str, ...]
) -> None:
    patch = """
import os, shutil, sys, signal
sys.modules["fcntl"] = None
del signal.SIGHUP
os.name = "nt"
"""
    done = run_apigen(toy, *arguments, cwd=place, patch=patch)
    assert done.returncode == 1
    assert done.stderr == "apigen runs on Linux and macOS; on Windows use WSL.\n"
    assert os.listdir(place) == []


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(toy: Path, place: Path, redirection: str) -> None:
    command = make_command(toy, "new", "shop", *QUICK)
    line = f'exec "$@" {redirection}'
    done = subprocess.run(["sh", "-c", line, "sh", *command], cwd=place, check=False, timeout=60)
    assert done.returncode == 0
    assert (place / "shop/README.md").is_file()


def test_bytes_that_are_no_text_are_refused(toy: Path, place: Path) -> None:
    name = os.fsdecode(b"sh\xffop")
    done = run_apigen(toy, "new", name, *QUICK, cwd=place)
    assert done.returncode == 2
    done = run_apigen(toy, "new", "shop", f"--{name}", cwd=place)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_encoding_without_letters_is_served(toy: Path, place: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    folder = place / "é"
    folder.mkdir()
    assert run_apigen(toy, "new", "é/shop", *QUICK, cwd=place, env=env).returncode == 0
