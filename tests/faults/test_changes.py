"""A sample of the faults of changes; `python -m tests.faults.changes` goes through all of them."""

import shutil
from pathlib import Path

import pytest

from .changes import break_everywhere, make_scene

_EVERY = {"add": 211, "conflict": 241, "continue": 17, "undo": 211, "bare": 263}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", _EVERY)
def test_a_fault_leaves_the_change_or_nothing_of_it_and_undo_what_was_before(
    name: str, tmp_path: Path
) -> None:
    results = list(break_everywhere(make_scene(name, tmp_path), step=_EVERY[name]))
    assert len(results) >= 3
    assert [result for result in results if result[3]] == []
