"""What Copier, and the commands that a template runs, may see and disturb while they are at work."""

import io
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr
from pathlib import Path

from .engine import run_tasks_by
from .tasks import TaskRunner

# By these, git would work in another repository than the one that it is called in.
_ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
)


@contextmanager
def isolate(place: Path, *, may_ask: bool) -> Iterator[list[warnings.WarningMessage]]:
    """Keep what is temporary in `place`, and Copier's own words and colours off the streams.

    Where nobody may be asked, commands read nothing and what they say goes to standard error. Gives
    the warnings that come meanwhile.
    """
    with ExitStack() as stack:
        stack.callback(setattr, tempfile, "tempdir", tempfile.tempdir)
        tempfile.tempdir = str(place)
        stack.callback(os.chdir, os.getcwd())
        stack.enter_context(redirect_stderr(io.StringIO()))
        if not may_ask:
            stack.enter_context(_silenced())
        record = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        _set_environment(stack, may_ask=may_ask)
        stack.enter_context(run_tasks_by(TaskRunner(has_own_group=not may_ask)))
        yield record


def _set_environment(stack: ExitStack, *, may_ask: bool) -> None:
    """Give git and the template's commands this process's environment, as it is now."""
    from plumbum import local

    stack.enter_context(local.env())
    local.env.clear()
    local.env.update(
        {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        | ({} if may_ask else {"GIT_TERMINAL_PROMPT": "0"})
    )


@contextmanager
def _silenced() -> Iterator[None]:
    """Let processes that are started read nothing and write to standard error only."""
    sys.stdout.flush()
    kept = [os.dup(number) for number in (0, 1)]
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        yield
    finally:
        for number, descriptor in enumerate(kept):
            os.dup2(descriptor, number)
        for descriptor in (nothing, *kept):
            os.close(descriptor)
