"""What git says of projects whose files nobody but git can tell apart: ignored ones and the rest."""

import shutil
from pathlib import Path

from ..repository import commit, run_git


def list_ignored(folder: Path, probe: Path) -> frozenset[str]:
    """Give what git would ignore in `folder`: a folder as a whole ends in a slash.

    `probe` is a folder to be made, in which git keeps what it knows meanwhile. Nothing where there
    is no git.
    """
    if not shutil.which("git"):
        return frozenset()
    run_git(folder, "init", "--quiet", "--bare", str(probe))
    at = (f"--git-dir={probe}", "--work-tree=.", "-c", "core.bare=false")
    out = run_git(
        folder, *at, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"
    )
    return frozenset(path for path in out.split("\0") if path)


def list_files(folder: Path) -> tuple[str, ...]:
    """Give the files of the repository in `folder`, and those that could be added to it."""
    out = run_git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return tuple(sorted({path for path in out.split("\0") if path}))


def make_repository_of_all(folder: Path) -> str:
    """Make a repository with one commit of all that the project in `folder` does not ignore.

    Gives and raises as `repository.make_repository` does.
    """
    run_git(folder, "init", "--quiet", "--initial-branch=main")
    return commit(folder, list_files(folder), "Start the project")
