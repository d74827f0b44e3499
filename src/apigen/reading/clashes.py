"""Finds what an existing project answers already where new routes are wanted, and quickly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .files import Files
from .marks import find_made, sort_files
from .own_pages import find_own_pages
from .reader import FoundRoute, sort_routes, walk
from .spelling import does_hide, is_same
from .texts import UNKNOWN
from .values import Thing
from .wiring import Wiring

_OVERRIDE = re.compile(rb"register_blueprint\(\s*([\w.]+)\s*,[^()]*\burl_prefix\s*=")


@dataclass(frozen=True)
class Clash:
    """A route that stands in the way of one that is `wanted`, a method and a path.

    "same": it answers the same requests. "hides": being first, it takes the other one's requests
    too, as FastAPI's `/orders/{order_id}` does to a later `/orders/summary`.
    """

    reason: Literal["same", "hides"]
    wanted: tuple[str, str]
    route: FoundRoute


def find_clashes(
    files: Files, framework: str, wanted: Sequence[tuple[str, str]]
) -> tuple[Clash, ...]:
    """Give the clashes with each wanted (method, path); paths as FastAPI spells them."""
    seams, leaves = sort_files(files)
    wiring = Wiring(files)
    wiring.resolver.skipped |= _find_irrelevant(files, framework, seams, leaves, wanted)
    wiring.read(seams, [path for path in leaves if path not in wiring.resolver.skipped])
    found: list[Clash] = []
    routes = [route for route in sort_routes(walk(wiring, framework)) if route.is_registered]
    mounted = {
        f"{link.child.file}:{link.child.line}"
        for links in wiring.links.values()
        for link in links
        if link.kind == "mount" and isinstance(link.child, Thing)
    }
    pages = find_own_pages(files, wiring.resolver, framework)
    routes += [page for page in pages if page.app not in mounted]
    for method, path in wanted:
        for route in routes:
            if route.method == "MOUNT":
                if framework == "fastapi" and _is_below(path, route.path):
                    found.append(Clash("hides", (method, path), route))
            elif UNKNOWN in route.path or route.method not in {method, "ANY"}:
                continue
            elif is_same(route.path, path):
                found.append(Clash("same", (method, path), route))
            elif framework == "fastapi" and does_hide(route.path, path):
                found.append(Clash("hides", (method, path), route))
    return tuple(found)


def _is_below(path: str, mount: str) -> bool:
    prefix = mount.removesuffix(UNKNOWN)
    return UNKNOWN not in prefix and f"{path}/".startswith(prefix)


def _find_irrelevant(
    files: Files,
    framework: str,
    seams: Sequence[str],
    leaves: Sequence[str],
    wanted: Sequence[tuple[str, str]],
) -> set[str]:
    """Give the modules whose routers have prefixes that no wanted path contains."""
    overridden = _find_overridden(files, seams) if framework == "flask" else set()
    names = {part for path in leaves for part in path.removesuffix(".py").split("/")[-2:]}
    if any(names.isdisjoint(parts) for parts in overridden):
        return set()
    kept = {part for parts in overridden for part in parts}
    paths = [_split(path) for path in sorted({path for _, path in wanted})]
    return {
        path
        for path in leaves
        if kept.isdisjoint(path.removesuffix(".py").split("/")[-2:])
        and not _may_matter(files.read(path) or b"", paths)
    }


def _find_overridden(files: Files, seams: Sequence[str]) -> set[tuple[str, ...]]:
    """Give the dotted names that are registered under another prefix than their own."""
    found: set[tuple[str, ...]] = set()
    for path in seams:
        data = files.read(path) or b""
        if b"register_blueprint" in data and b"url_prefix" in data:
            names = _OVERRIDE.findall(data)
            own = sum(made.prefix is not None for made in find_made(data))
            if len(names) != data.count(b"url_prefix") - own:
                found.add(("",))
            found.update(tuple(name.decode().split(".")) for name in names)
    return found


def _may_matter(data: bytes, wanted: list[list[str]]) -> bool:
    prefixes = [made.prefix for made in find_made(data)]
    parts = [_split(prefix.decode(errors="replace")) for prefix in prefixes if prefix is not None]
    return len(parts) < len(prefixes) or any(
        _is_within(inner, outer) for inner in parts for outer in wanted
    )


def _is_within(inner: list[str], outer: list[str]) -> bool:
    places = range(max(len(outer) - len(inner) + 1, 0))
    return any("path" in part for part in inner if part[:1] in "{<") or any(
        all(
            _does_fit(part, other)
            for part, other in zip(inner, outer[place : place + len(inner)], strict=True)
        )
        for place in places
    )


def _does_fit(part: str, other: str) -> bool:
    return part == other or "{" in part or "<" in part


def _split(path: str) -> list[str]:
    return [part for part in path.split("/") if part]
