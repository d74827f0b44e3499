"""Runs a template's commands so that none is left at work when the run is ended."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..signals import hold_signals

_PATIENCE = 3.0


@dataclass(frozen=True)
class TaskRunner:
    """Stands in for the `subprocess` that Copier runs tasks and migrations by.

    Where `has_own_group`, all that a task has started ends with it. At a terminal it would then not
    be heard there; Ctrl-C reaches it without us.
    """

    has_own_group: bool

    def run(
        self, command: str | Sequence[str], *, shell: bool, check: bool, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """Run one to its end. An exception, such as a signal raises, ends it first."""
        del check
        started: list[subprocess.Popen[bytes]] = []
        group = 0 if self.has_own_group else None
        try:
            with hold_signals():
                started.append(subprocess.Popen(command, shell=shell, env=env, process_group=group))
            return subprocess.CompletedProcess(command, started[0].wait())
        except BaseException:
            with hold_signals():
                for process in started:
                    self._end(process)
            raise

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                if self.has_own_group:
                    os.killpg(process.pid, number)
                else:
                    process.send_signal(number)
                process.wait(_PATIENCE)
