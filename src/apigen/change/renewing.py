"""Writes the routes of a project again, as add-route of today would have, for an update to merge."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import ApigenError
from ..existing.project import Project
from ..kits.resource import is_imported
from ..reading.files import parse_python
from ..routes.record import FILES, Record
from ..tree import File, Tree
from .carrying import Side, format_files
from .foundation import VERSIONS
from .rebuilding import Rebuilt, rebuild

# What a formatter adds, moves and takes away.
_FORM = re.compile(r"[\s,()]+")


@dataclass(frozen=True)
class Renewed:
    """What apigen wrote and what it writes now, by paths, with all routes in both."""

    base: Mapping[str, File]
    theirs: Mapping[str, File]
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()


def renew(project: Project, after: Side, base: Mapping[str, bytes]) -> Renewed:
    """Give both sides of an update. `after` is a new project of today, `base` what apigen wrote.

    Files that add-route has edited are in `base` as they were before that, or not, as it happens:
    on both sides they come with every route, so that what remains is the owner's.
    Routes that cannot be written again are left as they are, and a note says so.
    """
    old = {path: File.from_bytes(path, data) for path, data in base.items()}
    stored = project.stored.routes if project.stored else ()
    later = _list_own(stored, after)
    first = {path: file for path, file in old.items() if path not in later}
    today = {file.path: file for file in after.tree.files}
    try:
        new = rebuild(project, after.draft, after.tree, after.records)
        seams = _find_seams(after, new) & old.keys()
        rebuilt = new
        if any(old[path] not in {today[path], new.files[path]} for path in seams):
            rebuilt = rebuild(project, after.draft, _make_tree(today | first), after.records)
    except ApigenError as error:
        own = [old[path] for path in later & old.keys()]
        shared = {path for path in first.keys() - today.keys() if is_imported(path, own)}
        first = {path: file for path, file in first.items() if path not in shared}
        note = f"The routes that came later stay as they are. {error.message}"
        return Renewed(first, today, stored, (note,))
    old |= {path: rebuilt.files[path] for path in seams & rebuilt.files.keys()}
    same = {path: file for path, file in old.items() if _is_same(new, path, file)}
    rest = [path for path in new.files if path not in same and not path.startswith(VERSIONS)]
    theirs = same | dict(format_files(project, new, rest))
    return Renewed(old, theirs, _keep_history(stored, new))


def _is_same(new: Rebuilt, path: str, old: File) -> bool:
    """Whether `old` is what would be written now, once ruff had formed it; found without ruff."""
    file = new.files.get(path)
    if file is None or path not in new.unformatted or not path.endswith(".py"):
        return file == old
    texts = (_FORM.sub("", file.text), _FORM.sub("", old.text))
    if texts[0] != texts[1]:
        return False
    trees = [parse_python(each.data) for each in (file, old)]
    return None not in trees and len({ast.dump(tree) for tree in trees if tree}) == 1


def _find_seams(after: Side, new: Rebuilt) -> set[str]:
    """Give the files of a new project that routes have changed."""
    return {file.path for file in after.tree.files if new.files.get(file.path, file) != file}


def _list_own(stored: tuple[Record, ...], after: Side) -> set[str]:
    first = {record["path"] for record in after.records}
    return {path for record in stored if record["path"] not in first for path in record[FILES]}


def _keep_history(stored: tuple[Record, ...], new: Rebuilt) -> tuple[Record, ...]:
    """Give the records with the files of today, and the migrations that there are."""
    written = {record["path"]: record[FILES] for record in new.records}
    return tuple(
        {
            **record,
            FILES: tuple(
                sorted(
                    {p for p in record[FILES] if p.startswith(VERSIONS)}
                    | {p for p in written[record["path"]] if not p.startswith(VERSIONS)}
                )
            ),
        }
        if record["path"] in written
        else record
        for record in stored
    )


def _make_tree(files: Mapping[str, File]) -> Tree:
    return Tree(tuple(files[path] for path in sorted(files)))
