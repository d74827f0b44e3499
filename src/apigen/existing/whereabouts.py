"""Finds where in a project's source its application is put together."""

from pathlib import Path
from typing import Literal

from ..errors import Refused, UsageError, list_words, show
from ..reading.apps import find_apps
from ..reading.files import Files
from ..reading.modules import Modules
from ..reading.places import find_seams
from ..state import FILE_NAME
from .stored import Stored

Framework = Literal["fastapi", "flask"]

_USUAL_SEAM = "routes/__init__.py"
_METHODS = {"fastapi": b".include_router(", "flask": b".register_blueprint("}


def find_framework(files: Files, root: Path, stored: Stored | None) -> Framework:
    """Give the project's framework. Raises UsageError when it has none, Refused when it has both."""
    if stored is not None:
        if stored.framework == "fastapi":
            return "fastapi"
        if stored.framework == "flask":
            return "flask"
        raise UsageError(
            f"{FILE_NAME} names the framework {show(stored.framework)}.",
            hint="It is flask or fastapi in every project that apigen made: mend it.",
        )
    found = {app.framework for app in find_apps(files)}
    if len(found) == 1:
        return found.pop()
    if found:
        raise Refused(
            f"{show(str(root))} has applications of {list_words(sorted(found), 'and')}.",
            hint="Say --project DIR with the folder of one of them.",
        )
    raise UsageError(
        f"No Flask or FastAPI application was found in {show(str(root))}.",
        hint="Say --project DIR with the project's folder. A new one: apigen new my-api",
    )


def find_seam(files: Files, framework: Framework, stored: Stored | None) -> str:
    """Give the file that registers the routers. Raises Refused when that cannot be told."""
    usual = _find_usual(files, stored)
    if usual and _METHODS[framework] in (files.read(usual) or b""):
        return usual
    seams = find_seams(files, framework)
    usual_ones = [path for path in seams if path.endswith(_USUAL_SEAM)]
    if len(seams) == 1 or len(usual_ones) == 1:
        return (usual_ones or list(seams))[0]
    if usual and not seams:
        return usual
    apps = sorted({app.file for app in find_apps(files) if app.framework == framework})
    among = [path for path in apps if path in seams] if seams else apps
    if len(among) == 1:
        return among[0]
    hint = "Say --seam FILE with the file that is to register it."
    if not (seams or apps):
        raise Refused("No file makes an application, or registers routers.", hint=hint)
    places = list_words(map(show, (seams or apps)[:5]), "and")
    what = "register routers" if seams else "make applications"
    raise Refused(
        f"{places} {what}, and which one a new route belongs to cannot be told.", hint=hint
    )


def _find_usual(files: Files, stored: Stored | None) -> str:
    folders = (f"src/{stored.package}", stored.package) if stored else ()
    usual = (f"{folder}/{_USUAL_SEAM}" for folder in folders)
    return next((path for path in usual if path in files), "")


def find_package(files: Files, seam: str) -> tuple[str, str]:
    """Give the folder and the name of the package that the seam belongs to; no name without one."""
    parts = Modules(files).module_name(seam).split(".")
    folder, _, name = seam.rpartition("/")
    if len(parts) == 1 and name != "__init__.py":
        return folder, ""
    depth = len(parts) - (0 if name == "__init__.py" else 1)
    folders = folder.split("/")
    return "/".join(folders[: len(folders) - depth + 1]), parts[0]
