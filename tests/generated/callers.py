"""How somebody gets to be known to a running project, by each kind of authentication."""

from collections.abc import Callable, Mapping
from pathlib import Path

from apigen.question import NONE

from .workshop import Workshop

Headers = Mapping[str, str]


def sign_in(kind: object, workshop: Workshop, project: Path) -> Headers:
    """Make a user of the project, whose tables are there; gives what is sent with each request."""
    return _KINDS[str(kind)](workshop, project)


def _need_nothing(workshop: Workshop, project: Path) -> Headers:
    del workshop, project
    return {}


def _make_key(workshop: Workshop, project: Path) -> Headers:
    printed = workshop.run(project, "python", "-m", "shop.keys", "create", "alice")
    return {"X-API-Key": printed.split()[-1]}


_KINDS: Mapping[str, Callable[[Workshop, Path], Headers]] = {
    NONE: _need_nothing,
    "api-key": _make_key,
}
