"""A sample of the faults of updates; `python -m tests.faults.updates` goes through all of them."""

import shutil
from pathlib import Path

import pytest

from .matrix import break_everywhere
from .updates import make_update

_EVERY = 541


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_fault_leaves_the_project_as_it_was_or_updates_it_whole(tmp_path: Path) -> None:
    results = list(break_everywhere(make_update(tmp_path), step=_EVERY))
    assert len(results) >= 4
    assert [result for result in results if result[3]] == []
    assert {state for *_, state, _ in results} <= {"complete", "untouched", "recovered"}
