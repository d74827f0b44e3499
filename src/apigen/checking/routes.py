"""Finds routes that are recorded and of which nothing is left, or which no application takes in."""

import shlex
from collections.abc import Iterator
from pathlib import Path

from ..errors import ApigenError
from ..existing.inventory import Listed, take_inventory
from ..reading.migrations import find_migrations
from ..routes.record import FILES, Record
from ..state import FILE_NAME
from .finding import Finding
from .subject import Subject


def check_routes(subject: Subject) -> Iterator[Finding]:
    """Compare the routes in .apigen.toml with those of the source."""
    stored = subject.stored
    if stored is None or not stored.routes or not subject.is_package_there:
        return
    listed = _list_routes(subject.root)
    lost: list[Finding] = []
    for record in stored.routes:
        path = str(record["path"])
        own = [subject.find_place(one) for one in record[FILES] if "/versions/" not in one]
        if own and not any(subject.places.look(one) for one in own):
            lines = enumerate(stored.text.splitlines(), 1)
            line = next((n for n, text in lines if text == f'path = "{path}"'), 0)
            word = shlex.quote(path.lstrip("/") or "/")
            yield Finding(
                "route-gone",
                f"The route {path} is recorded, and none of its files is there.",
                FILE_NAME,
                line,
                f"apigen remove-route {word}",
                needs_work=True,
            )
            continue
        lost += _check_registration(record, own, listed)
    if lost:
        yield from _find_unparsable(subject) or lost


def _find_unparsable(subject: Subject) -> list[Finding]:
    """Find modules that are no Python, for which reason alone routes may seem to be lost."""
    action = "Put it right; which routes it takes in cannot be told before."
    return [
        Finding("unparsable", "It is not valid Python.", path, 0, action, needs_work=True)
        for path in subject.files.modules
        if subject.files.parse(path) is None
    ]


def _check_registration(
    record: Record, own: list[str], listed: tuple[Listed, ...]
) -> Iterator[Finding]:
    """Tell of a route that nobody takes in, unless an application may do so in a way that cannot be read."""
    for path in own:
        routes = [each.route for each in listed if each.route.file == path]
        if routes and not any(route.is_registered or not route.is_certain for route in routes):
            yield Finding(
                "route-unregistered",
                f"No application takes in the routes at {record['path']} that are here.",
                path,
                routes[0].line,
                "Register its router; or, if the route is to go: "
                f"apigen remove-route {shlex.quote(str(record['path']).lstrip('/') or '/')}",
                needs_work=True,
            )


def _list_routes(root: Path) -> tuple[Listed, ...]:
    try:
        return take_inventory(root).routes
    except ApigenError:
        return ()


def check_migrations(subject: Subject) -> Iterator[Finding]:
    """Find migrations that do not stand on each other, or end in several heads."""
    try:
        migrations = find_migrations(subject.files)
    except ApigenError:  # pyproject.toml cannot be read, which is a finding of its own
        return
    if migrations is None:
        return
    if migrations.problem:
        action = "Put it right; `uv run alembic history` must end well."
        yield Finding(
            "migrations", migrations.problem, migrations.folder, 0, action, needs_work=True
        )
    elif len(migrations.heads) > 1:
        message = f"There are several heads: {', '.join(migrations.heads)}; `upgrade head` fails."
        action = f"uv run alembic merge -m merge {shlex.join(migrations.heads)}"
        yield Finding("migrations", message, migrations.folder, 0, action, needs_work=True)
