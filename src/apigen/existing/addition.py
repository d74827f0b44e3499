"""Plans what `add-route` does: new files, the edits that make them known, and the memory of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from ..catalog import Catalog
from ..editing.edits import ByHand
from ..errors import Refused, UsageError, list_words, show
from ..plan import Entry, Found, Plan
from ..reading.clashes import find_clashes
from ..routes.page_urls import list_page_urls
from ..routes.record import FILES, make_record
from ..routes.spec import Route
from ..routes.urls import list_urls
from ..state import FILE_NAME
from ..tree import File
from .known import find_known, say_difference
from .pages import find_page_seam, want_pages
from .placing import check_folders
from .project import Project
from .protection import protect
from .registering import Edit
from .route_draft import Draft
from .writing import draft_route


@dataclass(frozen=True)
class Addition:
    """What is to be done for a route.

    new: `plan` is to be carried out. there: nothing is left to do. by-hand: nothing will be done
    before someone has done what `by_hand` says. `urls` are its operations: method and path;
    `page_urls` the same of its pages.
    """

    project: Project
    route: Route
    status: Literal["new", "there", "by-hand"]
    plan: Plan
    urls: tuple[tuple[str, str], ...] = ()
    page_urls: tuple[tuple[str, str], ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def plan_addition(
    catalog: Catalog,
    project: Project,
    route: Route,
    *,
    is_protected: bool | None = None,
    has_pages: bool = False,
) -> Addition:
    """Decide everything about adding `route` to the project, and write nothing.

    Unless it is said, routes are protected where the project knows its users.

    Raises UsageError when it cannot be added as asked, Refused when something is in its way.
    """
    route = protect(project, want_pages(project, route, is_wished=has_pages), is_protected)
    record = make_record(route, ())
    if (known := find_known(project, record)) is not None:
        if {**known, FILES: ()} == record:
            return Addition(project, route, "there", Plan(()), list_urls(route, ""))
        raise say_difference(known, record)
    draft = draft_route(catalog, project, route)
    if draft.by_hand:
        return Addition(project, route, "by-hand", Plan(()), by_hand=draft.by_hand)
    if draft.prefix is None or draft.page_prefix is None:
        seam = project.seam if draft.prefix is None else find_page_seam(project)
        raise Refused(
            f"What {show(seam)} puts before its routers' paths cannot be told, and the "
            "tests of a new route have to say its whole path.",
            hint="Write the prefix out there as a plain string, and run this again.",
        )
    urls, page_urls = list_urls(route, draft.prefix), list_page_urls(route, draft.page_prefix)
    plan = _make_plan(project, route, draft)
    if not plan.written:
        return Addition(project, route, "there", plan, urls, page_urls)
    _refuse_clashes(project, (*urls, *page_urls), {file.path for file in draft.files})
    return Addition(
        project,
        route,
        "new",
        plan,
        urls,
        page_urls,
        notes=draft.notes,
        steps=draft.steps,
        edits=draft.edits,
    )


def _make_plan(project: Project, route: Route, draft: Draft) -> Plan:
    check_folders(project.root, tuple(file.path for file in draft.files))
    entries: list[Entry] = []
    obstacles = []
    for file in draft.files:
        found = project.files.read(file.path)
        if found is None and file.path not in project.files:
            entries.append(Entry(file, "create"))
        elif found != file.data:
            obstacles.append(file.path)
    if obstacles:
        _refuse_clashes(project, list_urls(route, draft.prefix or ""), ())
        places = list_words(map(show, obstacles), "and")
        raise Refused(
            f"{places} {'is' if len(obstacles) == 1 else 'are'} there already.",
            hint="Nothing was changed. Give the route another name, or move what is there away.",
        )
    for edit in draft.edits:
        if edit.after is not None:
            file = File.from_bytes(edit.path, edit.after)
            entries.append(Entry(file, "update", Found(edit.before)))
    if entries and project.stored:
        entries.append(_remember(project, draft))
    return Plan(tuple(sorted(entries, key=lambda entry: draft.rank(entry.file.path))))


def _remember(project: Project, draft: Draft) -> Entry:
    assert project.stored is not None
    text = project.stored.add_route(draft.record, [(file.path, file.data) for file in draft.files])
    return Entry(File(FILE_NAME, text), "update", Found(project.stored.text.encode()))


def _refuse_clashes(
    project: Project, urls: Iterable[tuple[str, str]], own: Collection[str]
) -> None:
    """Raise UsageError for a request that a route, but for those in `own` files, answers already."""
    for clash in find_clashes(project.files, project.framework, tuple(urls)):
        if clash.route.file in own:
            continue
        method, path = clash.wanted
        there = f"{clash.route.handler} in {clash.route.file}:{clash.route.line}"
        if clash.reason == "same":
            raise UsageError(
                f"{method} {path} is answered already, by {there}.",
                hint="Choose another path, or leave that operation out with --only.",
            )
        raise UsageError(
            f"{method} {path} would never be reached: {there} has {clash.route.path}, comes first "
            "and takes every such path.",
            hint="Choose another path.",
        )
