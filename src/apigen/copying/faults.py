"""Tells what went wrong with a template in our words: Copier's, Jinja's, YAML's and git's errors."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ApigenError, UsageError, WorkFailed, show
from .source import Source

_REQUIRED = re.compile(r'Question "(.+)" is required', re.DOTALL)
_INVALID = re.compile(
    r"(?:Validation error for question|Invalid choice for) '(.+?)': (.*)", re.DOTALL
)
_UNKNOWN_REF = re.compile(r"Unknown revision|invalid reference|not a valid object name|pathspec")


@contextmanager
def name_faults(source: Source) -> Iterator[None]:
    """Raise what the block raises as an error of ours that says what to do.

    An end by the person or the system passes, and so does our own error.
    """
    try:
        yield
    except (ApigenError, BrokenPipeError):
        raise
    except KeyboardInterrupt as stop:
        # Copier puts its own in the place of the one that knows the signal.
        raise (stop.__cause__ if isinstance(stop.__cause__, KeyboardInterrupt) else stop) from None
    except Exception as error:
        if os.environ.get("APIGEN_TRACEBACK"):
            raise
        raise explain(source, error) from error


def explain(source: Source, error: Exception) -> ApigenError:
    """Give the error of ours that says what `error`, raised by Copier, means."""
    said = str(error).strip() or type(error).__name__
    name = f"The template {show(str(source))}"
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if found := _REQUIRED.fullmatch(said):
        return UsageError(
            f"{name} asks for {show(found[1])}, which has no default.",
            hint=f"Pass --data {found[1]}=VALUE, or run it at a terminal without --yes.",
        )
    if found := _INVALID.match(said):
        return UsageError(
            f"{name} does not take the answer to {show(found[1])}: {_shorten(found[2])}.",
            hint=f"Pass another by --data {found[1]}=VALUE.",
        )
    if _UNKNOWN_REF.search(said) and source.ref:
        return UsageError(
            f"{name} has no tag, branch or commit {show(source.ref)}.",
            hint="Pass another after the @, or none for its newest tag.",
        )
    if "ProcessExecutionError" in kinds:
        return _explain_git(name, str(getattr(error, "stderr", "")) or said)
    if "CommandNotFound" in kinds:
        return WorkFailed("git is not on the PATH.", hint="Templates in git need it; install it.")
    if "Local template must be a directory." in said:
        return UsageError(f"{name} is neither a folder nor a git repository.")
    if "TaskError" in kinds:
        return WorkFailed(
            f"A task of the template failed, so nothing was written. {_shorten(said)}",
            hint="What it said is above. Mend the cause, or ask the template's author.",
        )
    if "ExtensionNotFoundError" in kinds:
        return WorkFailed(
            f"{name} needs extensions of Jinja that are not installed: {_find_module(said)}.",
            hint="Install them beside apigen, as by: uvx --with PACKAGE --from apigen-starter apigen ...",
        )
    if "UnsupportedVersionError" in kinds:
        return WorkFailed(
            said, hint="Bring apigen's environment up to date: uv tool upgrade, or pip."
        )
    if "ForbiddenPathError" in kinds:
        return WorkFailed(f"{name} reaches out of its folder or the project's: {_shorten(said)}.")
    if isinstance(error, OSError) and error.strerror:
        what = f" ({show(Path(str(error.filename)).name)})" if error.filename else ""
        return WorkFailed(f"{name} could not be rendered: {error.strerror}{what}.")
    question = _find_question(error)
    if question and type(error) in {ValueError, TypeError}:
        return UsageError(
            f"{name} does not take the answer to {show(question)}: {_shorten(said)}.",
            hint=f"Pass another by --data {question}=VALUE.",
        )
    where = f" at its question {show(question)}" if question else ""
    return WorkFailed(
        f"{name} could not be rendered{where}: {_kind(error)}{_shorten(said)}.",
        hint="The fault is in the template: mend it, or ask its author.",
    )


def _explain_git(name: str, said: str) -> ApigenError:
    return WorkFailed(
        f"{name} could not be got: git said: {_shorten(said)}.",
        hint="Check the address, your network and what git may read; then try again.",
    )


def _find_question(error: Exception) -> str:
    """Give the question that Copier was at, which its own message often does not name."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_name == "_ask":
            return str(trace.tb_frame.f_locals.get("var_name", ""))
        trace = trace.tb_next
    return ""


def _find_module(said: str) -> str:
    """Give the line of Copier's that names the module."""
    return next((line for line in said.splitlines() if "module" in line), _shorten(said)).rstrip(
        "."
    )


def _kind(error: Exception) -> str:
    """Name an error whose text alone says little, such as a KeyError's."""
    own = type(error).__module__.partition(".")[0]
    return "" if own == "copier" else f"{type(error).__name__}: {_place(error)}"


def _place(error: Exception) -> str:
    file, line = getattr(error, "name", None), getattr(error, "lineno", None)
    return f"{file}:{line}: " if file and line else ""


def _shorten(text: str) -> str:
    """Give the text as one line without a full stop."""
    return " ".join(text.split()).rstrip(".")
