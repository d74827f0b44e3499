"""Where a project says that its migrations are: pyproject.toml, alembic.ini or Flask-Migrate's way."""

import configparser
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import show
from .files import Files
from .modules import Modules
from .pyproject import read_pyproject

_HERE = re.compile(r"%%?\(here\)s")


@dataclass(frozen=True)
class Versions:
    """The folders that hold migrations, the one for new ones first; none with a `problem`."""

    folders: tuple[str, ...]
    problem: str = ""


def find_versions(files: Files) -> Versions | None:
    """Give where the migrations are, None when nothing says that there are any."""
    table = read_pyproject(files).get("tool")
    settings = table.get("alembic") if isinstance(table, dict) else None
    if isinstance(settings, dict) and "script_location" in settings:
        given = settings.get("version_locations") or ""
        several = given if isinstance(given, list) else re.split(r"[\s,;]+", str(given))
        return _place(files, "", str(settings["script_location"]), map(str, several))
    inis = [p for p in files.paths() if posixpath.basename(p) == "alembic.ini"]
    for path in sorted(inis, key=lambda path: path.count("/")):
        folder = posixpath.dirname(path)
        parser = configparser.RawConfigParser(strict=False)
        try:
            parser.read_string((files.read(path) or b"").decode("utf-8-sig"))
        except (configparser.Error, UnicodeDecodeError):
            return Versions((), f"{show(path)} cannot be read.")
        location = parser.get("alembic", "script_location", fallback="")
        if not location and f"{folder}/env.py".lstrip("/") in files:
            location = "%(here)s"
        if location:
            text = parser.get("alembic", "version_locations", fallback="")
            return _place(files, folder, location, re.split(r"[\s,;:]+", text))
    return None


def _place(files: Files, here: str, location: str, several: Iterable[str]) -> Versions:
    folder = _find_folder(files, here, location)
    if folder is None:
        return Versions(
            (), f"The script_location {show(location)} of Alembic is not in the project."
        )
    folders = [_find_folder(files, here, one) for one in several if one]
    known = tuple(one for one in folders if one is not None)
    return Versions(known or (posixpath.join(folder, "versions"),))


def _find_folder(files: Files, here: str, location: str) -> str | None:
    """Give a folder as a path of the project, None when it is outside."""
    if re.fullmatch(r"\w[\w.]*:[\w/.-]+", location):
        package, _, inner = location.partition(":")
        base = Modules(files).find_import("", package, 0)
        return base and posixpath.normpath(posixpath.join(base, inner))
    if location.startswith("/"):
        return None
    is_placed = _HERE.search(location) is not None
    text = _HERE.sub(lambda _: here or ".", location) if is_placed else f"{here or '.'}/{location}"
    folder = posixpath.normpath(text)
    return None if folder.startswith(("..", "/")) else "" if folder == "." else folder
