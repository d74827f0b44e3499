"""Copies a project as it is on disk into a repository of its own, for Copier to work in."""

import os
import shutil
import stat
from pathlib import Path

from ..repository import run_git
from .repositories import list_files

_AUTHOR = ("-c", "user.name=apigen", "-c", "user.email=apigen@localhost")


def duplicate(root: Path, folder: Path) -> str:
    """Copy what git keeps of the project at `root`, and what it could keep, into the new `folder`.

    Ignored files stay where they are: they are the owner's. Gives the commit that has it all.
    Raises GitFailed where git does not keep the project.
    """
    folder.mkdir()
    for name in list_files(root):
        source, copy = root / name, folder / name
        try:
            mode = os.lstat(source).st_mode
        except (FileNotFoundError, NotADirectoryError):  # removed, in no commit yet
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if stat.S_ISLNK(mode):
            os.symlink(os.readlink(source), copy)
        elif stat.S_ISREG(mode):
            shutil.copyfile(source, copy)
            os.chmod(copy, stat.S_IMODE(mode) | stat.S_IWUSR)
    run_git(folder, "init", "--quiet", "--initial-branch=main")
    run_git(folder, "add", "--all", "--force")
    run_git(folder, *_AUTHOR, "commit", "--quiet", "--no-verify", "--allow-empty", "--message=Copy")
    return run_git(folder, "rev-parse", "HEAD").strip()
