"""Carries what happened to a project over a change of its answers: its routes and its migrations."""

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ..draft import Draft
from ..errors import list_words
from ..existing.footprint import is_as_written
from ..existing.placing import read_settings
from ..existing.project import Project
from ..formatting import format_file
from ..routes.record import FILES, Record
from ..tree import File, Tree
from .foundation import VERSIONS
from .history import plan_history
from .rebuilding import Rebuilt, rebuild


@dataclass(frozen=True)
class Side:
    """A new project, rendered: that of the answers before, or of those after."""

    draft: Draft
    tree: Tree
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Carried:
    """What apigen would have written for the project before and after a change of its answers.

    Recorded files that are in neither tree are left alone, and stay recorded as they are. `records`
    are the routes that the project has after it.
    """

    base: Tree
    theirs: Tree
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def carry(project: Project, before: Side, after: Side) -> Carried:
    """Give both trees with the routes that came later, without those that went, and with history.

    Raises UsageError or Refused when a route or a migration cannot be written.
    """
    old = rebuild(project, before.draft, before.tree, before.records)
    new = rebuild(project, after.draft, after.tree, after.records)
    history = plan_history(project, old, new)
    same = _find_same(old, new)
    kept = _read_written(project, same)
    rest = [path for path in new.files if path not in kept and not path.startswith(VERSIONS)]
    theirs = format_files(project, new, rest)
    equal = {path: theirs[path] for path in same if path in theirs}
    rest = [p for p in old.files if p not in {**kept, **equal} and not p.startswith(VERSIONS)]
    base = format_files(project, old, rest)
    return Carried(
        base=_join(kept, equal, base, _by_path(history.base)),
        theirs=_join(kept, theirs, _format_history(project, history.theirs, history.base)),
        records=_remember_history(project, new, history.theirs),
        notes=(*_tell_of_access(old, new), *history.notes),
        steps=history.steps,
    )


def format_files(project: Project, rebuilt: Rebuilt, paths: Collection[str]) -> Mapping[str, File]:
    """Give the files at `paths` in the project's form."""
    fresh = [path for path in paths if path in rebuilt.unformatted]
    formed = _format(project, [rebuilt.files[path] for path in fresh])
    return {path: rebuilt.files[path] for path in paths} | formed


def _format(project: Project, files: Collection[File]) -> dict[str, File]:
    settings = read_settings(project)

    def format_one(file: File) -> File:
        return format_file(file, project.root, project.line_length, settings)

    with ThreadPoolExecutor() as pool:
        return {file.path: file for file in pool.map(format_one, files)}


def _find_same(old: Rebuilt, new: Rebuilt) -> set[str]:
    """Give the files of routes that the change has nothing to do with."""
    both = old.unformatted & new.unformatted
    return {path for path in both if old.files[path] == new.files[path]}


def _read_written(project: Project, paths: Iterable[str]) -> dict[str, File]:
    """Give those that are as apigen wrote them, without a need to form them anew."""
    return {
        path: File.from_bytes(path, project.files.read(path) or b"")
        for path in paths
        if is_as_written(project, path) and not path.startswith(VERSIONS)
    }


def _format_history(
    project: Project, files: tuple[File, ...], there: tuple[File, ...]
) -> dict[str, File]:
    fresh = [file for file in files if file not in there]
    return _by_path(files) | _format(project, fresh)


def _remember_history(
    project: Project, new: Rebuilt, files: tuple[File, ...]
) -> tuple[Record, ...]:
    """Give the records with the migrations that the project has for the routes."""
    stored = {str(r["path"]): r for r in (project.stored.routes if project.stored else ())}
    written = {file.path for file in files}
    records = []
    for record in new.records:
        before = stored.get(str(record["path"]), {FILES: ()})
        own = [path for path in record[FILES] if not path.startswith(VERSIONS) or path in written]
        has_history = any(path.startswith(VERSIONS) for path in record[FILES])
        there = [path for path in before[FILES] if "/versions/" in path] if has_history else []
        if there:
            own = [path for path in own if not path.startswith(VERSIONS)]
        records.append({**record, FILES: tuple(sorted({*own, *there}))})
    return tuple(records)


def _tell_of_access(old: Rebuilt, new: Rebuilt) -> Iterable[str]:
    before = {str(record["path"]): "access" in record for record in old.records}
    after = {str(record["path"]): "access" in record for record in new.records}
    opened = [path for path, closed in after.items() if before[path] and not closed]
    closed = [path for path, closed in after.items() if closed and not before[path]]
    if opened:
        yield f"Open to everybody now: {list_words(opened, 'and')}."
    if closed:
        yield f"Only for users now, each of whom has rows of their own: {list_words(closed, 'and')}."
        still = [path for path, closed in after.items() if not closed]
        if still:
            yield f"As open as before: {list_words(still, 'and')}."


def _by_path(files: Iterable[File]) -> dict[str, File]:
    return {file.path: file for file in files}


def _join(*several: Mapping[str, File]) -> Tree:
    files = {path: file for each in several for path, file in each.items()}
    return Tree(tuple(files[path] for path in sorted(files)))
