"""Holds a command to the version of apigen that it was written for."""

from .. import __version__
from ..errors import UsageError, show


def check_version(wanted: str | None) -> None:
    """Raise UsageError when another version than this one is wanted."""
    if wanted is not None and wanted != __version__:
        raise UsageError(
            f"This is apigen {__version__}, and {show(wanted)} is required.",
            hint=f"Get it by: uvx --from apigen-starter=={wanted} apigen new ...",
        )
