"""What a project's pyproject.toml, and ruff's own file, say of how it is written."""

from collections.abc import Mapping
from typing import Any

from ..errors import UsageError, show
from ..untrusted import parse_toml
from .files import Files

_USUAL_LENGTH = 88
_LENGTHS = range(1, 321)


def read_pyproject(files: Files) -> Mapping[str, Any]:
    """Give the tables of pyproject.toml, none when there is no such file.

    Raises UsageError when it cannot be read.
    """
    return _read_toml(files, "pyproject.toml")


def read_line_length(pyproject: Mapping[str, Any], files: Files) -> int:
    """Give how long a line may be: what ruff is told, else black, else what both do by themselves."""
    for name in (".ruff.toml", "ruff.toml"):
        if name in files:
            return _find_length(_read_toml(files, name)) or _USUAL_LENGTH
    for tool in ("ruff", "black"):
        tools = pyproject.get("tool")
        length = _find_length(tools.get(tool) if isinstance(tools, dict) else None)
        if length:
            return length
    return _USUAL_LENGTH


def _find_length(table: object) -> int:
    length = table.get("line-length") if isinstance(table, dict) else None
    return length if type(length) is int and length in _LENGTHS else 0


def _read_toml(files: Files, path: str) -> dict[str, Any]:
    if path not in files:
        return {}
    try:
        data = files.read(path)
        if data is None:
            raise ValueError("it is too large or may not be opened")
        return parse_toml(data.decode("utf-8-sig"))
    except ValueError as error:
        raise UsageError(
            f"{show(path)} cannot be read: {show(str(error))[1:-1]}.",
            hint="Correct it first; it says how the project is written.",
        ) from error
