"""Asks git which files of a project it tracks."""

import os
from pathlib import Path

from ..errors import GitFailed
from ..repository import call_git


def list_tracked(root: Path) -> tuple[str, ...]:
    """Give the paths, from `root`, of the files below it that git tracks; none where it cannot tell."""
    try:
        done = call_git(root, "ls-files", "-z", "--cached")
    except GitFailed:
        return ()
    if done.returncode:
        return ()
    return tuple(dict.fromkeys(os.fsdecode(done.stdout).split("\0")[:-1]))
