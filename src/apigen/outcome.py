"""What one `apigen new` decided and did: the value that report and JSON are views of."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import __version__
from .destination import Destination
from .draft import Draft
from .plan import Plan
from .question import NONE, Question, Value


@dataclass(frozen=True)
class Outcome:
    """A planned project and, as far as it came, what was made of it."""

    destination: Destination
    draft: Draft
    plan: Plan
    next_steps: tuple[str, ...]
    replay: str
    notes: tuple[str, ...] = ()
    is_written: bool = False
    has_repository: bool = False
    is_installed: bool = False


def find_way(path: str, destination: Destination) -> str:
    """Give `path` as it was said, or, where it goes by way of `..`, straight to the destination.

    The folder before a `..` need not be there.
    """
    parts = Path(path).parts
    if ".." not in parts:
        return path
    return str(destination.path) if Path(path).is_absolute() else os.path.relpath(destination.path)


def list_next_steps(path: str, commands: tuple[str, ...]) -> tuple[str, ...]:
    """Put the way into the project at `path` before the `commands` to run there."""
    is_here = not Path(path).parts
    return commands if is_here else (shlex.join(["cd", _protect(path)]), *commands)


def make_replay(
    path: str,
    questions: tuple[Question, ...],
    said: Mapping[str, Value],
    switches: tuple[str, ...] = (),
) -> str:
    """Give the command that makes the same project again, for a shell to read.

    What was not `said` is left out: with the version pinned, its default is the same.
    """
    words = ["apigen", "new", _protect(path), "--require-version", __version__]
    for question in questions:
        value = said.get(question.key)
        if value is None:
            continue
        if not isinstance(value, bool):
            text = value if isinstance(value, str) else ",".join(value)
            words += [question.flag, text or NONE]
        elif question.is_asked or value:
            words.append(question.flag if value else f"--no-{question.key}")
    return shlex.join([*words, *switches, "--yes"])


def _protect(path: str) -> str:
    return f"./{path}" if path.startswith("-") else path
