"""Makes a project's git repository and its commits, untouched by the person's hooks."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from .errors import GitFailed, show
from .git_settings import LISTING, is_comparing, make_environment, silence
from .signals import ENDING_SIGNALS, Signalled

FALLBACK_IDENTITY = "apigen <apigen@localhost>"


def find_obstacle(folder: Path) -> str:
    """Say why no repository can be made for `folder`, or nothing when it can."""
    for place in (folder, *folder.parents):
        if os.path.lexists(place / ".git"):
            return f"{show(str(place))} is a git repository already"
    return "" if shutil.which("git") else "git is not on the PATH"


def make_repository(folder: Path, paths: tuple[str, ...]) -> str:
    """Make a repository in `folder` with one commit of `paths`.

    Gives the identity that the commit was made with when the person has none of their own, else
    nothing. Raises GitFailed with what git said.
    """
    run_git(folder, "init", "--quiet", "--initial-branch=main")
    return commit(folder, paths, "Start the project")


def commit(folder: Path, paths: tuple[str, ...], message: str) -> str:
    """Commit `paths` and nothing else; gives and raises as `make_repository` does."""
    names = "".join(f"{path}\0" for path in paths)
    run_git(folder, "add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul", given=names)
    fallback = "" if _has_identity(folder) else FALLBACK_IDENTITY
    name, _, address = fallback.rstrip(">").partition(" <")
    settings = {"user.name": name, "user.email": address} if fallback else {}
    run_git(folder, "commit", "--quiet", "--no-verify", "--message", message, settings=settings)
    return fallback


def list_changes(folder: Path) -> tuple[str, ...]:
    """Give the paths that differ from the last commit, or are not in it."""
    out = run_git(
        folder, "status", "--porcelain=v1", "-z", "--ignore-submodules=all", "--untracked-files=all"
    )
    return tuple(line[3:] for line in out.split("\0") if line)


def list_edited(folder: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Give those of `paths` with edits that are in no commit; none where git cannot tell."""
    if not paths or not shutil.which("git"):
        return ()
    with suppress(GitFailed):
        out = run_git(
            folder,
            "--no-optional-locks",
            "--literal-pathspecs",
            "diff",
            "--name-only",
            "-z",
            "--ignore-submodules=all",
            "--relative",
            "HEAD",
            "--",
            *paths,
        )
        return tuple(path for path in out.split("\0") if path)
    return ()


def _has_identity(folder: Path) -> bool:
    try:
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            run_git(folder, "var", who, settings={"user.useConfigOnly": "true"})
    except GitFailed:
        return False
    return True


def run_git(
    folder: Path, *arguments: str, given: str = "", settings: dict[str, str] | None = None
) -> str:
    """Run git in `folder`, with no hook and few settings of the person's, and give what it prints.

    Raises GitFailed with what it said.
    """
    data = given.encode("utf-8", "surrogateescape")
    done = call_git(folder, *arguments, given=data, settings=settings)
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace") or output
        said = " ".join(said.split()) or f"exit status {done.returncode}"
        raise GitFailed(
            f"git {arguments[0]} did not succeed: {said}.",
            hint="Pass --no-git to make the project without a repository.",
        )
    return output


def call_git(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    settings: dict[str, str] | None = None,
    variables: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder`, whatever comes of it. Raises GitFailed when it cannot be started."""
    own = dict(settings or {})
    if is_comparing(arguments):
        own |= silence(_start(folder, LISTING, b"", make_environment({})).stdout)
    return _start(folder, arguments, given, make_environment(own, variables))


def _start(
    folder: Path, arguments: tuple[str, ...], given: bytes, environment: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitFailed(f"git could not be started: {error.strerror}.") from error
    if -done.returncode in ENDING_SIGNALS:  # Ctrl-C reaches git as well, and may do so first
        raise Signalled(-done.returncode)
    return done
