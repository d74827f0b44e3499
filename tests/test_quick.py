"""Where tests keep their temporary files."""

import os
import tempfile
from pathlib import Path

import pytest

from . import quick


@pytest.fixture(autouse=True)
def nothing_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", "")
    monkeypatch.delenv("TMPDIR")


def test_where_memory_is_scarce_files_are_where_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quick, "ENOUGH", 1 << 62)
    quick.make_quick()
    assert "TMPDIR" not in os.environ


def test_without_that_file_system_files_are_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick, "MEMORY", tmp_path / "missing")
    quick.make_quick()
    assert "TMPDIR" not in os.environ


def test_a_folder_that_is_wanted_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    quick.make_quick()
    assert tempfile.gettempdir() == str(tmp_path)


def test_a_roomy_one_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "MEMORY", tmp_path)
    monkeypatch.setattr(quick, "ENOUGH", 0)
    quick.make_quick()
    assert tempfile.gettempdir() == str(tmp_path)
