"""Whatever stands where a project's files were, there are findings and no failure."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from apigen.state import FILE_NAME

from .projects import find_work, make

PATHS = (FILE_NAME, "pyproject.toml", "src/shop/routes/__init__.py")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700] if path.exists() else b"version = 1\n")


def _spoil(path: Path) -> None:
    path.write_bytes(bytes(range(256)))


def _put_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _put_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _put_link(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/etc/passwd")


@pytest.mark.parametrize("break_it", [_cut, _spoil, _put_folder, _put_pipe, _put_link])
@pytest.mark.parametrize("path", PATHS)
def test_a_broken_file_is_no_failure(
    tmp_path: Path, path: str, break_it: Callable[[Path], None]
) -> None:
    root = make(tmp_path)
    break_it(root / path)
    found = [where for _, where, _ in find_work(root)]
    if path == FILE_NAME:
        assert found[0] == FILE_NAME
