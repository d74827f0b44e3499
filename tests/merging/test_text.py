"""Text is merged as git merges it."""

import subprocess
from pathlib import Path
from random import Random

import pytest

from apigen.merging.text import merge_text


def merge_by_git(folder: Path, base: str, ours: str, theirs: str) -> tuple[str, int]:
    """Give git's merge, and how many conflicts it has."""
    paths = [folder / name for name in ("ours", "base", "theirs")]
    for path, text in zip(paths, (ours, base, theirs), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    command = ["git", "merge-file", "--stdout", "--diff3", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 0 <= done.returncode <= 127
    return done.stdout, done.returncode


def edit(random: Random, lines: list[str]) -> list[str]:
    """Give lines with some of them changed, moved in or taken out."""
    lines = list(lines)
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(lines) + 1)
        kind = random.choice(["insert", "insert", "replace", "delete"])
        if kind == "insert":
            lines[place:place] = [f"new {random.randrange(8)}\n"] * random.randint(1, 3)
        elif kind == "replace" and lines[place:]:
            lines[place] = f"other {random.randrange(8)}\n"
        else:
            del lines[place : place + random.randint(1, 3)]
    return lines


@pytest.mark.parametrize("seed", range(5))
def test_what_git_merges_is_merged_alike(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    clean = 0
    for _ in range(40):
        base = [f"line {n}\n" for n in range(random.randint(0, 30))]
        texts = ["".join(lines) for lines in (base, edit(random, base), edit(random, base))]
        said, conflicts = merge_by_git(tmp_path, *texts)
        merged = merge_text(*texts)
        assert bool(merged.conflicts) == bool(conflicts), texts
        if not conflicts:
            clean += 1
            assert merged.text == said
    assert clean > 5
