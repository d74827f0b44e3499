"""What one `apigen new` decided and did: the value that report and JSON are views of."""

import shlex
from dataclasses import dataclass

from . import __version__
from .answers import Answers
from .destination import Destination
from .draft import Draft
from .plan import Plan
from .question import NONE, Question


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


def make_replay(
    path: str, questions: tuple[Question, ...], answers: Answers, switches: tuple[str, ...] = ()
) -> str:
    """Give the command that makes the same project again, for a shell to read."""
    words = ["apigen", "new", path, "--require-version", __version__]
    if path.startswith("-"):
        words[2] = f"./{path}"
    for question in questions:
        value = answers[question.key]
        if not isinstance(value, bool):
            said = value if isinstance(value, str) else ",".join(value)
            words += [question.flag, said or NONE]
        elif question.is_asked or value:
            words.append(question.flag if value else f"--no-{question.key}")
    return shlex.join([*words, *switches, "--yes"])
