"""A sample of the faults of removals; `python -m tests.faults.removals` goes through all of them."""

import shutil
from pathlib import Path

import pytest

from .matrix import break_everywhere
from .removals import make_removal

_EVERY = 67


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_fault_leaves_the_route_or_takes_it_away_whole(tmp_path: Path) -> None:
    results = list(break_everywhere(make_removal(tmp_path), step=_EVERY))
    assert len(results) >= 8
    assert [result for result in results if result[3]] == []
    assert {state for *_, state, _ in results} <= {"complete", "untouched", "recovered"}
