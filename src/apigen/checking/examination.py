"""Checks a whole project: every kind of finding, one after the other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..catalog import Catalog
from ..errors import UsageError, show
from ..reading.disk import ProjectFiles
from ..reading.pyproject import read_pyproject
from ..state import FILE_NAME
from .advisories import check_advisories, load_advisories
from .features import check_features
from .files import check_files, check_made_files
from .finding import Finding, Report
from .leftovers import check_rejected, check_staging, check_texts_beside
from .locking import check_lock
from .markers import check_markers
from .memory import check_memory, draft_for_check, find_line, read_for_check
from .outdated import check_outdated
from .places import Places
from .routes import check_migrations, check_routes
from .subject import Subject
from .templates import check_template, is_copied
from .tools import check_tools
from .unfinished import check_unfinished

# In the order in which they are told: what stands in the way of everything else first.
_CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    check_staging,
    check_unfinished,
    check_markers,
    check_texts_beside,
    check_rejected,
    check_features,
    check_outdated,
    check_routes,
    check_migrations,
    check_tools,
    check_lock,
    check_advisories,
    check_files,
    check_made_files,
    check_template,
)


def check_project(catalog: Catalog, root: Path) -> Report:
    """Look at the project at `root`, running none of its code and writing nothing.

    Raises UsageError when it is a project of neither apigen nor Copier.
    """
    subject, found = open_subject(catalog, root)
    found += [finding for check in _CHECKS for finding in check(subject)]
    return Report(root, tuple(dict.fromkeys(found)), load_advisories()[0])


def open_subject(catalog: Catalog, root: Path) -> tuple[Subject, list[Finding]]:
    """Read what every check needs of a project, and give what is wrong with that; raises as above."""
    places = Places(root)
    stored, findings = read_for_check(root)
    if stored is None and not findings and not is_copied(places):
        raise UsageError(
            f"apigen did not make the project in {show(str(root))}: there is no {FILE_NAME}, nor "
            "Copier's answers, to compare it with.",
            hint="If it was made by apigen, take that file from the project's history.",
        )
    files = ProjectFiles(root)
    pyproject, faults = _read_pyproject(files)
    subject = Subject(root, catalog, files, places, pyproject, stored)
    found = [*findings, *faults]
    if stored is not None:
        draft, more = draft_for_check(catalog, stored)
        found += [*more, *check_memory(stored, places)]
        subject = replace(subject, draft=draft)
    return subject, found


def _read_pyproject(files: ProjectFiles) -> tuple[Mapping[str, Any], list[Finding]]:
    try:
        return read_pyproject(files), []
    except UsageError as error:
        line = find_line(error)
        path, action = "pyproject.toml", error.hint
        return {}, [Finding("unreadable", error.message, path, line, action, needs_work=True)]
