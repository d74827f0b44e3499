"""Installs a project's environment with uv."""

import os
import shutil
import subprocess
from collections import deque
from collections.abc import Callable
from pathlib import Path

from .errors import InstallFailed
from .signals import hold_signals

_KEPT_LINES = 20
_PATIENCE = 5.0


def install(folder: Path, on_line: Callable[[str], None]) -> None:
    """Run `uv sync` in `folder`, giving each line of its output to `on_line`.

    Raises InstallFailed with the last lines. An exception, Ctrl-C among them, ends uv first.
    """
    environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    last: deque[str] = deque(maxlen=_KEPT_LINES)
    try:
        process = subprocess.Popen(
            [_find_uv(), "sync"],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise _failure(folder, [f"uv could not be started: {error.strerror}"]) from error
    with process:
        try:
            for line in process.stdout or ():
                last.append(line.rstrip())
                on_line(line.rstrip())
            status = process.wait()
        except BaseException:
            _end(process)
            raise
    if status:
        raise _failure(folder, list(last) or [f"uv sync ended with status {status}"])


def _find_uv() -> str:
    try:
        from uv import find_uv_bin

        return str(find_uv_bin())
    except (ImportError, FileNotFoundError):
        return shutil.which("uv") or "uv"


def _end(process: subprocess.Popen[str]) -> None:
    with hold_signals():
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _failure(folder: Path, lines: list[str]) -> InstallFailed:
    said = "\n".join(f"  {line}" for line in lines)
    return InstallFailed(
        f"The project is complete, but its environment could not be installed. uv said:\n{said}",
        hint=f"The project is at {folder}. When the cause is gone, run `uv sync` there.",
    )
