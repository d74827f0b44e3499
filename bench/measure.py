"""Measures commands as whole processes, in turns, so that a noisy machine disturbs all alike."""

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """What is run, and what it makes in `cwd`, which is removed before every run.

    With `changes` the first of what it makes is a copy of that folder, made anew each time.
    """

    words: Sequence[str]
    cwd: Path
    makes: tuple[str, ...] = ()
    changes: Path | None = None


@dataclass(frozen=True)
class Cost:
    """The medians of one command's runs, in seconds; CPU time is its children's too."""

    cpu: float
    wall: float


def measure(commands: Mapping[str, Command], runs: int) -> dict[str, Cost]:
    """Run all commands in turn, `runs` times after one round that is not counted."""
    results: dict[str, list[Cost]] = {name: [] for name in commands}
    for round_number in range(runs + 1):
        for name, command in commands.items():
            cost = _run(command)
            if round_number:
                results[name].append(cost)
    return {
        name: Cost(
            cpu=statistics.median(cost.cpu for cost in costs),
            wall=statistics.median(cost.wall for cost in costs),
        )
        for name, costs in results.items()
    }


def report(title: str, ratio: float, limit: float, aim: float | None = None) -> bool:
    """Print one ratio with its limit, and say whether it is held."""
    wanted = f"at most {limit:.2f}" + (f", aim {aim:.2f}" if aim is not None else "")
    held = ratio <= limit
    print(f"{'ok  ' if held else 'OVER'}  {ratio:5.2f}  ({wanted})  {title}")
    return held


def _run(command: Command) -> Cost:
    for path in (command.cwd / name for name in command.makes):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    if command.changes is not None:
        shutil.copytree(command.changes, command.cwd / command.makes[0])
    started = time.perf_counter()
    process = subprocess.Popen(
        command.words,
        cwd=command.cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        errors = process.stderr.read().decode() if process.stderr else ""
        raise SystemExit(f"{' '.join(command.words)} failed:\n{errors}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=wall)
