"""A sample of the fault matrix; `python -m tests.faults.matrix` goes through all of it."""

import shutil
from pathlib import Path

import pytest

from .matrix import SCENES, Scene, break_everywhere

_EVERY = {"new": 11, "empty": 23, "force": 17, "git": 37, "route": 41}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", SCENES)
def test_a_fault_leaves_nothing_or_the_whole_project(name: str, toy: Path, tmp_path: Path) -> None:
    assert toy == tmp_path / "toy"
    results = list(break_everywhere(Scene(name, tmp_path), step=_EVERY[name]))
    assert len(results) >= 8
    assert [result for result in results if result[3]] == []
    assert {state for *_, state, _ in results} <= {"complete", "untouched", "recovered"}
