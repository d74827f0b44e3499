"""What one `apigen new --template` decided and did: the value that report and JSON are views of."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from .. import __version__
from ..destination import Destination
from ..plan import Plan
from .source import Source


@dataclass(frozen=True)
class Copied:
    """A project rendered from a template and, as far as it came, what was made of it.

    `version` is the template's tag, or what git calls the commit by; `message` is what the template
    says to whoever made a project.
    """

    destination: Destination
    source: Source
    version: str
    answers: Mapping[str, object]
    plan: Plan
    replay: str
    next_steps: tuple[str, ...] = ()
    message: str = ""
    notes: tuple[str, ...] = ()
    is_written: bool = False
    has_repository: bool = False


def make_copy_replay(
    way: str,
    source: Source,
    version: str,
    answers: Mapping[str, object],
    switches: tuple[str, ...],
) -> str:
    """Give the command that makes the same project again, by the same version of the template."""
    again = Source(source.url, version)
    words = ["apigen", "new", f"./{way}" if way.startswith("-") else way]
    words += ["--require-version", __version__, "--template", str(again)]
    for name, value in answers.items():
        words += ["--data", f"{name}={value if isinstance(value, str) else json.dumps(value)}"]
    return shlex.join([*words, *switches, "--yes"])
