"""Reads .apigen.toml for a check, and says what is wrong with it instead of giving up."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..catalog import Catalog
from ..change.bases import is_inside
from ..change.redraft import redraft
from ..change.versions import is_outdated
from ..draft import Draft
from ..errors import ApigenError, Refused, UsageError, show
from ..existing.project import read_memory
from ..existing.stored import Stored
from ..state import FILE_NAME
from .finding import Finding
from .places import Places

_LINE = re.compile(r"\(at line (\d+)")


def read_for_check(root: Path) -> tuple[Stored | None, tuple[Finding, ...]]:
    """Give what is recorded of the project, or what keeps it from being read; neither where nothing is."""
    try:
        return read_memory(root), ()
    except UsageError as error:
        message = error.message.replace(show(str(root / FILE_NAME)), "It")
        return None, (_make("unreadable", message, find_line(error), error.hint),)


def draft_for_check(catalog: Catalog, stored: Stored) -> tuple[Draft | None, tuple[Finding, ...]]:
    """Draft the project as it is recorded, or say why this apigen cannot."""
    try:
        is_outdated(stored.generator)
    except Refused as error:
        action = f"uvx --from 'apigen-starter>={stored.generator}' apigen check"
        message = f"{error.message} Nothing that depends on it was checked."
        return None, (_make("newer", message, _find_line(stored, "generator"), action),)
    except UsageError as error:
        return None, (_fault("unreadable", error, _find_line(stored, "generator")),)
    try:
        return redraft(catalog, stored), ()
    except UsageError as error:
        return None, (_fault("answers", error, _find_line(stored, "[answers]")),)


def check_memory(stored: Stored, places: Places) -> Iterator[Finding]:
    """Find paths that lead out of the project, and a package that is not where it was."""
    for path in stored.blobs:
        if not is_inside(path):
            message = f"It names {show(path)}, which is no file of the project."
            action = "Take that line out; apigen never writes one."
            yield _make("outside", message, _find_line(stored, f'"{path}"'), action)
    folder = f"src/{stored.package}"
    if not places.is_folder(folder):
        yield _make(
            "package",
            f"It says that the package is {show(folder)}, which is no folder of the project. What "
            "depends on that was not checked.",
            _find_line(stored, "package"),
            "Give the package its name again; or say the new one in the line `package = ...`",
        )


def find_line(error: ApigenError) -> int:
    """Give the line that an error about a TOML file names, 0 where it names none."""
    found = _LINE.search(error.message)
    return int(found[1]) if found else 0


def _find_line(stored: Stored, start: str) -> int:
    lines = stored.text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(start)), 0)


def _fault(kind: str, error: ApigenError, line: int) -> Finding:
    return _make(kind, error.message, line, error.hint)


def _make(kind: str, message: str, line: int, action: str) -> Finding:
    return Finding(kind, message, FILE_NAME, line, action, needs_work=True)
