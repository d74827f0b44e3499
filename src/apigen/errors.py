"""Every way apigen can end without success, each class knowing its exit code.

ApigenError                 1
├── WorkFailed              1    the work was begun and did not succeed
│   ├── TemplateFault       1    a template folder breaks its contract: a bug of apigen's
│   ├── GitFailed           1
│   └── InstallFailed       1
├── WorkLeft                1    what was looked at needs somebody's work
├── UsageError              2    what was asked cannot be done as asked
│   └── NameRefused         2
├── Refused                 3    going on would touch someone's work
└── Stopped               130    the person or the system ended the run

Only `cli.main` catches them, prints them and exits.
"""

from collections.abc import Iterable, Mapping

_SHOWN = 1000


class ApigenError(Exception):
    """One message for a person: what happened, to what, and in `hint` what to do.

    `lines` are to be copied, and shown between the two as they are; `details` are what `--json`
    tells beside the error.
    """

    exit_code = 1
    lines: tuple[str, ...] = ()

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details: Mapping[str, object] = {}

    @property
    def kind(self) -> str:
        """The name that scripts may rely on, such as `usage-error`."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class WorkFailed(ApigenError):
    """Something on this machine did not work: a disk, a program, a network."""


class TemplateFault(WorkFailed):
    """A template, layer.toml or feature.toml is wrong; the message names the file."""


class GitFailed(WorkFailed):
    """git ran and did not do what it was asked."""


class InstallFailed(WorkFailed):
    """The environment could not be installed; the project itself is whole."""


class WorkLeft(ApigenError):
    """Everything was looked at, and some of it needs somebody's work."""


class UsageError(ApigenError):
    """A flag, an answer or a combination of them is not acceptable."""

    exit_code = 2


class NameRefused(UsageError):
    """The project cannot have that name; `suggestion` is a near one that it can have."""

    def __init__(self, message: str, *, suggestion: str) -> None:
        super().__init__(message, hint=f"Try this instead: {suggestion}")
        self.suggestion = suggestion


class Refused(ApigenError):
    """The destination holds something that is not apigen's to change."""

    exit_code = 3


class Stopped(ApigenError):
    """Ended from outside: Ctrl-C (130), SIGTERM (143) or SIGHUP (129)."""

    exit_code = 130

    def __init__(self, message: str, *, hint: str = "", exit_code: int = 130) -> None:
        super().__init__(message, hint=hint)
        self.exit_code = exit_code


def show(text: str) -> str:
    """Quote what a person typed so that no control character reaches the terminal; of a book its start."""
    return repr(text) if len(text) <= _SHOWN else f"{text[:_SHOWN]!r}..."


def list_words(words: Iterable[object], last: str = "or") -> str:
    """Join words for a sentence: `a`, `a or b`, `a, b or c`."""
    *rest, end = [str(word) for word in words] or [""]
    return f"{', '.join(rest)} {last} {end}" if rest else end
