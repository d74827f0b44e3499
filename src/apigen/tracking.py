"""Asks git about a project that is there: where it keeps files of its own, and what is in no commit."""

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from .errors import GitFailed, show
from .repository import run_git

_UNTRACKED = "??"


def find_git_place(folder: Path, name: str) -> tuple[Path, str] | None:
    """Give where git keeps `name` for the work tree of `folder`, and the way from that tree to `folder`.

    Each work tree of a repository has its own. None where there is no repository, or git does not
    let us use it.
    """
    if not shutil.which("git"):
        return None
    with suppress(GitFailed):
        prefix = run_git(folder, "rev-parse", "--show-prefix").removesuffix("\n")
        place = run_git(folder, "rev-parse", "--git-path", name).removesuffix("\n")
        return Path(os.path.normpath(folder / place)), prefix.rstrip("/")
    return None


def is_tracked(folder: Path, path: str) -> bool:
    """Whether git knows a file at, or below, `path` in `folder`; no where git cannot tell."""
    with suppress(GitFailed):
        return bool(run_git(folder, "--literal-pathspecs", "ls-files", "-z", "--", path))
    return False


def has_repository(folder: Path) -> bool:
    """Whether `folder` lies in a git repository, be it one that git does not let us use."""
    return any(os.path.lexists(place / ".git") for place in (folder, *folder.parents))


def list_uncommitted(folder: Path, untracked: Collection[str]) -> tuple[str, ...]:
    """Give the paths below `folder` that differ from the last commit, and those of `untracked` git does not know.

    Ignored files and those of submodules are never among them. Raises GitFailed when git cannot tell.
    """
    try:
        prefix = run_git(folder, "rev-parse", "--show-prefix").removesuffix("\n")
        out = run_git(
            folder,
            "--no-optional-locks",
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--ignore-submodules=all",
            "--untracked-files=all",
            "--",
            ".",
        )
    except GitFailed as error:
        raise GitFailed(
            f"It cannot be told whether {show(str(folder))} has edits that are in no commit. "
            f"{error.message}",
            hint="Mend that, or pass --force to go on all the same.",
        ) from error
    found = []
    for line in out.split("\0"):
        kind, path = line[:2], line[3:].removeprefix(prefix)
        if path and (kind != _UNTRACKED or path in untracked):
            found.append(path)
    return tuple(found)
