"""The edge of the program: every error becomes a message and an exit code here."""

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn, TextIO

from .errors import ApigenError, Stopped, UsageError, WorkFailed, show
from .signals import NOTHING_WRITTEN, Signalled, catch_signals, get_truth, ignore_signals

_SIGINT = 2


def main() -> NoReturn:
    """Run the command that `sys.argv` asks for, and exit with its code."""
    arguments = sys.argv[1:]
    if os.name != "posix":  # before anything is imported that is not there
        sys.exit(
            _tell(WorkFailed("apigen runs on Linux and macOS; on Windows use WSL."), arguments)
        )
    gc.disable()  # a run is too short for it to pay
    try:
        catch_signals()
        _take_any_text()
        code = _run(arguments)
        print(end="", flush=True)
    except BrokenPipeError:
        code = _leave_quietly()
        _say_truth()
    except ApigenError as error:
        code = _tell(error, arguments)
    except KeyboardInterrupt as stop:
        number = stop.number if isinstance(stop, Signalled) else _SIGINT
        code = _tell(Stopped(f"Stopped. {get_truth()}", exit_code=128 + number), arguments)
    except Exception as error:  # noqa: BLE001 - a traceback is never shown
        code = _tell(_explain(error), arguments)
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    import typer

    from .commands.app import make_app

    app = make_app()
    try:
        with app.make_context("apigen", arguments) as context:
            context.command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        message = error.format_message()
        command = [word for word in arguments[:1] if word in app.commands]
        helps = " ".join(["apigen", *command, "--help"])
        hint = "" if message.startswith("Usage:") else f"{helps} tells more."
        raise UsageError(message, hint=hint) from error
    return 0


def _explain(error: Exception) -> ApigenError:
    if os.environ.get("APIGEN_TRACEBACK"):
        raise error
    if isinstance(error, OSError):
        what = f": {show(str(error.filename))}" if error.filename else ""
        return WorkFailed(f"{error.strerror or error}{what}. {get_truth()}")
    return WorkFailed(
        f"This is a bug in apigen: {type(error).__name__}: {error}. {get_truth()}",
        hint="Run it again with APIGEN_TRACEBACK=1 and report what it prints.",
    )


def _tell(error: ApigenError, arguments: list[str]) -> int:
    ignore_signals()
    try:
        if "--json" in arguments:
            from .ui.document import print_document

            print_document({**error.details, "error": _describe(error)})
        else:
            from .ui.screen import complain, copy

            complain(error.message)
            copy(error.lines)
            if error.hint:
                complain(error.hint)
    except OSError:
        _leave_quietly()
    return error.exit_code


def _say_truth() -> None:
    """Tell on standard error what was done, when nobody reads standard output any more."""
    if get_truth() != NOTHING_WRITTEN:
        from .ui.screen import complain

        with suppress(OSError):
            complain(get_truth())


def _describe(error: ApigenError) -> Mapping[str, object]:
    return {
        "kind": error.kind,
        "message": error.message,
        "hint": error.hint,
        "exit_code": error.exit_code,
    }


def _take_any_text() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _leave_quietly() -> int:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and _is_broken(stream):
            os.dup2(nowhere, stream.fileno())
    return 1


def _is_broken(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return True
    return False
