"""Brings new Python files into the form that the project's own settings ask for, by ruff."""

import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from .tree import File

_TIMEOUT = 30
_SORTING = "isort"


def format_file(file: File, root: Path, line_length: int, settings: str) -> File:
    """Give the file as `ruff format` writes it at its place in the project.

    `settings` is the text of the project's settings; where it speaks of isort, the imports are
    sorted by them too. What ruff cannot do, such as read settings of another version, leaves the
    file as it is.
    """
    if not file.path.endswith(".py"):
        return file
    text = file.text
    if _SORTING in settings:
        text = _run(["check", "--select", "I", "--fix", "--quiet"], text, file.path, root)
    length = [] if "[tool.ruff" in settings else ["--line-length", str(line_length)]
    return File(file.path, _run(["format", *length], text, file.path, root), file.mode)


def format_new(files: Sequence[File], line_length: int) -> tuple[File, ...]:
    """Give files, whose lines depend on names, as `ruff format` writes them in a new project."""
    options = ["format", "--isolated", "--line-length", str(line_length)]

    def format_one(file: File) -> File:
        if not file.path.endswith(".py"):
            return file
        return File(file.path, _run(options, file.text, file.path, Path()), file.mode)

    _find_ruff()  # the search is not safe in threads
    with ThreadPoolExecutor() as pool:
        return tuple(pool.map(format_one, files))


@cache
def _find_ruff() -> str:
    from ruff import find_ruff_bin  # type: ignore[import-untyped]

    return str(find_ruff_bin())


def _run(command: list[str], text: str, path: str, root: Path) -> str:
    program = [_find_ruff(), *command, "--no-cache", "--stdin-filename", str(root / path), "-"]
    try:
        done = subprocess.run(
            program, input=text.encode(), capture_output=True, timeout=_TIMEOUT, check=False
        )
        return done.stdout.decode() if done.returncode == 0 and done.stdout else text
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return text
