"""Rebuilds in memory what apigen would have written: a new project, and each route that came or went.

A change compares two such projects, by the answers before and after. What happened to the routes
happens to both, so that they differ by the answers only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..draft import Draft
from ..errors import ApigenError, Refused
from ..existing.project import Project
from ..existing.protection import protect
from ..existing.removal import plan_removal
from ..existing.writing import write_route
from ..kits.resource import offers_pages
from ..routes.recollection import read_record
from ..routes.record import FILES, Record
from ..routes.spec import Resource, Route
from ..tree import File, Tree
from .imagining import imagine, remember
from .surroundings import find_whereabouts

# What a change of answers may change of a record.
_BY_ANSWERS = frozenset({FILES, "access", "pages"})


@dataclass(frozen=True)
class Rebuilt:
    """A project as apigen would have written it; `unformatted` are files as they were rendered.

    `imagined` is the project that commands would find, and `guarded` are the modules of the routes
    that only users reach.
    """

    draft: Draft
    imagined: Project
    files: Mapping[str, File]
    records: tuple[Record, ...]
    unformatted: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()

    @property
    def tree(self) -> Tree:
        """All files."""
        return Tree(tuple(self.files[path] for path in sorted(self.files)))


def rebuild(project: Project, draft: Draft, tree: Tree, records: tuple[Record, ...]) -> Rebuilt:
    """Give the new project of `draft`, rendered as `tree` and `records`, with the routes of `project`.

    Raises UsageError or Refused when a route cannot be written for it.
    """
    files = {file.path: file for file in tree.files}
    guarded = frozenset(route.module for route in draft.routes if route.is_protected)
    imagined = imagine(project, draft, files, records)
    rebuilt = Rebuilt(draft, imagined, files, records, guarded=guarded)
    stored = project.stored.routes if project.stored else ()
    known = [*map(_tell_apart, stored)]
    for record in records:
        if _tell_apart(record) not in known:
            rebuilt = _take_away(rebuilt, project, record)
    first = {_tell_apart(record): record for record in rebuilt.records}
    for record in stored:
        if _tell_apart(record) not in first:
            rebuilt = _add(rebuilt, project, record)
    order = {str(record["path"]): number for number, record in enumerate(stored)}
    ordered = sorted(rebuilt.records, key=lambda record: order.get(str(record["path"]), -1))
    return replace(rebuilt, records=tuple(ordered))


def _tell_apart(record: Record) -> tuple[object, ...]:
    return tuple((key, record[key]) for key in sorted(record.keys() - _BY_ANSWERS))


def _take_away(rebuilt: Rebuilt, project: Project, record: Record) -> Rebuilt:
    removal = plan_removal(remember(rebuilt.imagined), str(record["path"]), has_drop=False)
    gone = {entry.file.path for entry in removal.plan.removed}
    gone |= {path for path in record[FILES] if path.startswith("migrations/")}
    changed = [entry.file for entry in removal.plan.written]
    files = {path: file for path, file in rebuilt.files.items() if path not in gone}
    records = tuple(one for one in rebuilt.records if one is not record)
    left = replace(rebuilt, guarded=rebuilt.guarded - {read_record(record).module})
    return _continue(left, project, files, changed, records)


def _add(rebuilt: Rebuilt, project: Project, record: Record) -> Rebuilt:
    catalog = rebuilt.draft.selection.catalog
    try:
        route = _fit(rebuilt, read_record(record))
        known = find_whereabouts(catalog, project, route)
        written = write_route(catalog, rebuilt.imagined, route, known)
    except ApigenError as error:
        raise _refuse(record, error.message) from error
    for path in written.record[FILES]:
        if path in rebuilt.files:
            raise _refuse(record, f"{path} would be there twice.")
    if written.by_hand:
        raise _refuse(record, written.by_hand[0].reason)
    edits = [File.from_bytes(e.path, e.after) for e in written.edits if e.after is not None]
    records = (*rebuilt.records, written.record)
    after = _continue(rebuilt, project, rebuilt.files, [*written.files, *edits], records)
    new = frozenset(file.path for file in written.files)
    guarded = {route.module} if route.is_protected else set()
    return replace(after, unformatted=after.unformatted | new, guarded=after.guarded | guarded)


def _refuse(record: Record, reason: str) -> Refused:
    return Refused(
        f"The route {record['path']} is in the way of this change. {reason}",
        hint=f"Take it away first: apigen remove-route {str(record['path']).lstrip('/') or '/'}. "
        "Or rename what it clashes with.",
    )


def _fit(rebuilt: Rebuilt, route: Route) -> Route:
    """Give the route as the answers allow it: who may call it, and whether it has pages."""
    kit = rebuilt.draft.kit
    knows_callers = bool(kit.words.get("caller"))
    is_protected = route.is_protected and knows_callers
    if not isinstance(route, Resource):
        return replace(route, is_protected=is_protected)
    needs = {parent.module for parent in route.parents} | {each.target for each in route.fields}
    route = replace(route, has_pages=route.has_pages and offers_pages(kit))
    if not is_protected and not needs & rebuilt.guarded:
        return replace(route, is_protected=False)
    return protect(rebuilt.imagined, route, True)


def _continue(
    rebuilt: Rebuilt,
    project: Project,
    files: Mapping[str, File],
    changed: Iterable[File],
    records: tuple[Record, ...],
) -> Rebuilt:
    after = dict(files)
    for file in changed:
        mode = after[file.path].mode if file.path in after else file.mode
        after[file.path] = replace(file, mode=mode)
    after.pop(".apigen.toml", None)
    imagined = imagine(project, rebuilt.draft, after, records)
    return replace(rebuilt, imagined=imagined, files=after, records=records)
