"""The routes of a project, told from its source alone: nothing of it is imported or run."""

from collections.abc import Iterator
from dataclasses import dataclass

from .calls import Link, Route, read_prefix
from .files import Files
from .handover import is_holder
from .marks import sort_files
from .meanings import Parameter
from .spelling import join_path, join_prefixes
from .texts import UNKNOWN
from .values import APPS, External, Holder, Thing
from .wiring import Wiring

_ORDER = ("GET", "POST", "PUT", "PATCH", "DELETE")
_MOST_ROUTES = 100_000


@dataclass(frozen=True)
class FoundRoute:
    """A route as a project's source has it, its path as FastAPI spells paths.

    `method` is ANY when the methods could not be told, and MOUNT for a foreign application, whose
    routes all begin with `path`. What of a path could not be told is a `…`, and then `is_certain` is
    False. `is_registered` is False when no application takes its router in. `app` is file:line of
    the application, or of the function that is given it.
    """

    method: str
    path: str
    handler: str
    file: str
    line: int
    is_certain: bool = True
    is_registered: bool = True
    app: str = ""


def list_routes(files: Files, framework: str) -> tuple[FoundRoute, ...]:
    """Give every route, by path and then in the order GET, POST, PUT, PATCH, DELETE, others."""
    wiring = Wiring(files)
    wiring.read(*sort_files(files))
    return sort_routes(walk(wiring, framework))


def sort_routes(routes: Iterator[FoundRoute]) -> tuple[FoundRoute, ...]:
    """Put routes into the order in which they are shown, each once."""
    return tuple(sorted(dict.fromkeys(routes), key=_order))


def walk(wiring: Wiring, framework: str) -> Iterator[FoundRoute]:
    """Give the routes of each application, then those of routers that nobody takes in."""
    holders = dict.fromkeys((*wiring.routes, *wiring.links))
    children = {link.child for links in wiring.links.values() for link in links}
    reached: set[Holder] = set()
    for holder in holders:
        if holder not in children and _is_root(holder, framework):
            app = f"{holder.file}:{holder.line}" if holder.file else ""
            yield from _walk_from(wiring, framework, holder, reached, app)
    tops = [holder for holder in holders if holder not in children]
    for holder in (*tops, *holders):
        if holder not in reached and isinstance(holder, Thing) and not holder.is_app:
            yield from _walk_from(wiring, framework, holder, reached, None)


def _is_root(holder: Holder, framework: str) -> bool:
    if isinstance(holder, Thing):
        return holder.kind in APPS[framework]
    if holder.annotation:
        return holder.annotation in APPS[framework]
    return is_holder(holder) and holder.name not in {"router", "bp", "blueprint"}


def _walk_from(
    wiring: Wiring, framework: str, root: Holder, reached: set[Holder], app: str | None
) -> Iterator[FoundRoute]:
    """Give what a holder and all below it answer; `app` is None when it is not registered."""
    own = _read_own(wiring, framework, root) if app is None else None
    pending: list[tuple[Holder, str | None, tuple[Holder, ...]]] = [(root, own, (root,))]
    count = 0
    while pending and count < _MOST_ROUTES:
        holder, prefix, trail = pending.pop()
        reached.add(holder)
        for route in wiring.routes.get(holder, ()):
            for found in _tell(route, join_path(framework, prefix, route.path), app, wiring):
                count += 1
                yield found
        for link in wiring.links.get(holder, ()):
            count += 1
            child = link.child
            if isinstance(child, External):
                yield from _tell_foreign(link, join_path(framework, prefix, link.given or ""), app)
            elif child is not None and child not in trail:
                inner = prefix
                if link.kind != "alias":
                    own = _read_own(wiring, framework, child)
                    inner = join_prefixes(framework, prefix, link.given, own)
                pending.append((child, inner, (*trail, child)))


def _read_own(wiring: Wiring, framework: str, holder: Holder) -> str | None:
    if isinstance(holder, Parameter) or holder.is_app:
        return None
    name, position = ("prefix", -1) if framework == "fastapi" else ("url_prefix", 5)
    return read_prefix(wiring.resolver, holder.call, holder.scope, name, position)


def _tell(route: Route, path: str, app: str | None, wiring: Wiring) -> Iterator[FoundRoute]:
    if app is None and wiring.has_gap and UNKNOWN not in path:
        path = UNKNOWN + path
    for method in route.methods or ("ANY",):
        is_certain = UNKNOWN not in path and bool(route.methods)
        place = (route.handler, route.file, route.line)
        yield FoundRoute(method, path, *place, is_certain, app is not None, app or "")


def _tell_foreign(link: Link, path: str, app: str | None) -> Iterator[FoundRoute]:
    method = "MOUNT" if link.kind == "mount" else "ANY"
    path = path if path.endswith(UNKNOWN) else f"{path.rstrip('/')}/{UNKNOWN}"
    yield FoundRoute(method, path, "", link.file, link.line, False, app is not None, app or "")


def _order(route: FoundRoute) -> tuple[str, int, str, str, int]:
    place = _ORDER.index(route.method) if route.method in _ORDER else len(_ORDER)
    return route.path, place, route.method, route.file, route.line
