"""What a project remembers of a route that is asked for again."""

from ..errors import UsageError
from ..routes.record import FILES, Record
from .project import Project


def find_known(project: Project, record: Record) -> Record | None:
    """Give what the project remembers of a route at the path of `record`."""
    return project.stored.find_route(str(record["path"])) if project.stored else None


def say_difference(known: Record, wanted: Record) -> UsageError:
    """Make the error for a route that is there, and is not the one that is wanted."""
    lines: list[str] = []
    defaults = {"access": "public", "pages": "none"}
    for key in sorted({*known, *wanted} - {FILES, "path"}):
        before, after = known.get(key), wanted.get(key)
        if before != after:
            lines += [
                f"{key} there:     {_say(before, defaults.get(key, 'nothing'))}",
                f"{key} asked for: {_say(after, defaults.get(key, 'nothing'))}",
            ]
    error = UsageError(
        f"{known['path']} is there already, made otherwise:",
        hint="Change its files by hand, or take it away first: "
        f"apigen remove-route {str(known['path']).lstrip('/') or '/'}",
    )
    error.lines = tuple(lines)
    return error


def _say(value: str | tuple[str, ...] | None, default: str) -> str:
    if value is None:
        return default
    return value if isinstance(value, str) else " ".join(value) or "nothing"
