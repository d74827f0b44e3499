"""A sample of the surroundings; `python -m tests.faults.surroundings` tries all of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts need root")
def test_where_nothing_can_be_written_nothing_changes() -> None:
    words = [sys.executable, "-m", "tests.faults.surroundings", "quick"]
    root = Path(__file__).parents[2]
    done = subprocess.run(words, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.count("0 wrong") == 5
