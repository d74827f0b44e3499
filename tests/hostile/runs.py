"""Runs of apigen in copies of this process: whole runs, without the time that Python's start takes."""

import os
import resource
import select
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import apigen.catalog
from apigen.cli import main

# Far more than any run should need: on a machine that is busy a second is not much.
PATIENCE = 20.0
MEMORY = 1024**3


@dataclass(frozen=True)
class Run:
    """What a run ended with; `code` is negative when a signal ended it."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that it said, on one line."""
        return " ".join(f"{self.out} {self.err}".split())

    def is_refusal(self) -> bool:
        """Whether it ended as a run does that refuses what it was given, and said why in a few lines."""
        return self.code in {2, 3} and bool(self.err) and len(self.err) < 4000 and self.is_clean()

    def is_clean(self) -> bool:
        """Whether it said nothing that only a fault of apigen, or a stranger's terminal code, would say."""
        is_plain = all(char.isprintable() or char == "\n" for char in self.out + self.err)
        return is_plain and "Traceback" not in self.err and "bug in apigen" not in self.err


def run(
    cwd: Path,
    *words: str,
    templates: Path | None = None,
    env: Mapping[str, str] | None = None,
    before: Callable[[], object] = lambda: None,
) -> Run:
    """Run apigen in `cwd`, after `before` in its process. Raises TimeoutError when it does not end."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become(cwd, words, templates, env or {}, before, (out.fileno(), err.fileno()))
        code = _wait(child)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
    return Run(code, *texts)


def _wait(child: int) -> int:
    descriptor = os.pidfd_open(child)
    try:
        is_over = select.select([descriptor], [], [], PATIENCE)[0]
        if not is_over:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(descriptor)
    status = os.waitpid(child, 0)[1]
    if not is_over:
        raise TimeoutError
    return os.waitstatus_to_exitcode(status)


def _become(
    cwd: Path,
    words: tuple[str, ...],
    templates: Path | None,
    env: Mapping[str, str],
    before: Callable[[], object],
    streams: tuple[int, int],
) -> None:
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(streams[0], 1)
        os.dup2(streams[1], 2)
        sys.stdin = os.fdopen(0, encoding="utf-8")
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
        os.environ.update(env)
        os.chdir(cwd)
        sys.argv = ["apigen", *words]
        signal.signal(signal.SIGINT, signal.default_int_handler)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if templates is not None:
            apigen.catalog._PACKAGED = templates
        before()
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - this process must never go on with the tests
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
