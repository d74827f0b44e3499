"""Makes names for code out of the segments of a path, and refuses those that code cannot have."""

from ..errors import UsageError, show
from .path_grammar import format_path
from .spec import Parameter

Path = tuple[str | Parameter, ...]


def join_segments(*segments: str) -> str:
    """Make one name of segments: `order` and `line-items` become `order_line_items`."""
    return "_".join(segments).replace("-", "_")


def write_path(path: Path) -> str:
    """Write the path of a resource as people type it, without the leading slash."""
    return format_path(path)[1:]


def name_refused(name: str, reason: str, better: str) -> UsageError:
    """Say that nothing can be called `name`, and that the path `better` would do."""
    hint = f"Try this instead: {better}"
    if "longer" in reason:
        hint = "Use shorter words in the path, or fewer of them."
    return UsageError(f"Nothing can be called {show(name)}: {reason}.", hint=hint)
