"""Installs a project's environment with uv, and runs commands in it."""

import os
import shutil
import subprocess
import tomllib
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from .errors import InstallFailed
from .signals import hold_signals

# What apigen itself is called where it is published.
DISTRIBUTION = "apigen-starter"
_KEPT_LINES = 20
_PATIENCE = 5.0
# What would have uv work somewhere else than in the project, or keep it from locking.
_REDIRECTING = frozenset(
    {
        "VIRTUAL_ENV",
        "UV_PROJECT",
        "UV_WORKING_DIR",
        "UV_WORKING_DIRECTORY",
        "UV_PROJECT_ENVIRONMENT",
        "UV_FROZEN",
        "UV_LOCKED",
    }
)


def find_workspace(folder: Path) -> Path | None:
    """Find the uv workspace that `folder` lies in, whose lock and environment uv would change."""
    for place in folder.parents:
        try:
            table = tomllib.loads((place / "pyproject.toml").read_text(encoding="utf-8"))
            if "workspace" in table["tool"]["uv"]:
                return place
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def install(folder: Path, on_line: Callable[[str], None], *, is_frozen: bool = False) -> None:
    """Run `uv sync` in `folder`, giving each line of its output to `on_line`.

    The lock file is brought up to date, unless `is_frozen`: then it is taken as it is.
    Raises InstallFailed with the last lines. An exception, Ctrl-C among them, ends uv first.
    """
    last: deque[str] = deque(maxlen=_KEPT_LINES)

    def keep(line: str) -> None:
        last.append(line)
        on_line(line)

    try:
        options = ["--frozen"] if is_frozen else []
        status = _run(folder, [_find_uv(), "sync", *options], keep)
    except OSError as error:
        raise _failure(folder, [f"uv could not be started: {error.strerror}"]) from error
    if not status and not (folder / ".venv").is_dir():
        last.append("uv sync ended well, and yet there is no .venv")
        status = 1
    if status:
        raise _failure(folder, list(last) or [f"uv sync ended with status {status}"])


def has_run(folder: Path, command: str, on_line: Callable[[str], None]) -> bool:
    """Run a command of the environment that is installed in `folder`, and say whether it went well."""
    try:
        return _run(folder, [str(folder / ".venv/bin" / command)], on_line) == 0
    except OSError:
        return False


def has_run_release(
    version: str, words: Sequence[str], folder: Path, on_line: Callable[[str], None]
) -> bool:
    """Have uv get and run another version of apigen in `folder`, and say whether it went well.

    Where uv does not have it, that needs the network.
    """
    tool = ("tool", "run", "--from", f"{DISTRIBUTION}=={version}", "apigen")
    try:
        return _run(folder, [_find_uv(), *tool, *words], on_line) == 0
    except OSError as error:
        on_line(f"uv could not be started: {error.strerror}")
        return False


def _run(folder: Path, words: list[str], on_line: Callable[[str], None]) -> int:
    started: list[subprocess.Popen[str]] = []
    try:
        with hold_signals():
            started.append(_start(folder, words))
        for line in started[0].stdout or ():
            on_line(line.rstrip())
        return started[0].wait()
    finally:
        with hold_signals():
            for process in started:
                _end(process)


def _start(folder: Path, words: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words,
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key not in _REDIRECTING},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _find_uv() -> str:
    try:
        from uv import find_uv_bin

        return str(find_uv_bin())
    except (ImportError, FileNotFoundError):
        return shutil.which("uv") or "uv"


def _end(process: subprocess.Popen[str]) -> None:
    with process:
        process.terminate()  # does nothing to one that has ended
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def _failure(folder: Path, lines: list[str]) -> InstallFailed:
    said = "\n".join(f"  {line}" for line in lines)
    return InstallFailed(
        f"The project is complete, but its environment could not be installed. uv said:\n{said}",
        hint=f"The project is at {folder}. When the cause is gone, run `uv sync` there.",
    )
