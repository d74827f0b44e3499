"""Finds the project that a command is run in, and reads how it is laid out from its source."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from .errors import Refused, UsageError, list_words, show
from .routes.apps import find_apps
from .routes.disk import ProjectFiles
from .routes.files import Files
from .routes.modules import Modules
from .routes.places import find_seams
from .routes.pyproject import read_line_length, read_pyproject
from .state import FILE_NAME
from .stored import Stored, read_stored

Framework = Literal["fastapi", "flask"]

_MARKS = (FILE_NAME, "pyproject.toml")
_PLAIN_MARKS = ("main.py", "app.py", "wsgi.py", "asgi.py", "requirements.txt", "setup.py")
_USUAL_SEAM = "routes/__init__.py"
_METHODS = {"fastapi": b".include_router(", "flask": b".register_blueprint("}


@dataclass(frozen=True)
class Project:
    """A project on disk. `seam` is the file that registers its routers.

    `folder` is that of its package, such as `src/shop`, and `package` its name. A project without a
    package has no `package`, and `folder` is where the seam lies. `stored` is None when apigen did
    not make the project.
    """

    root: Path
    files: Files
    framework: Framework
    folder: str
    package: str
    seam: str
    stored: Stored | None
    settings: Mapping[str, Any]
    line_length: int

    @property
    def seam_module(self) -> str:
        """The dotted name of the seam."""
        return Modules(self.files).module_name(self.seam)


def find_root(start: Path, given: str | None) -> Path:
    """Give the folder of the project: `given`, or the nearest one from `start` upward.

    Raises UsageError when there is none.
    """
    if given is not None:
        root = Path(os.path.realpath(start / given))
        if not root.is_dir():
            raise UsageError(f"{show(given)} is no folder.", hint="Pass the project's folder.")
        return root
    folders = (start, *start.parents)
    for marks in (_MARKS, _PLAIN_MARKS):
        for folder in folders:
            if any((folder / mark).is_file() for mark in marks):
                return folder
    raise UsageError(
        f"There is no project in {show(str(start))} or above it.",
        hint="Go into its folder, or say --project DIR. A new one: apigen new my-api",
    )


def load_project(root: Path, given_seam: str | None = None) -> Project:
    """Read the project at `root`, running none of its code. `given_seam` is a path from there.

    Raises UsageError when it is no project of Flask or FastAPI, and Refused when it cannot be told
    where its routers are registered.
    """
    files = ProjectFiles(root)
    stored = _read_stored(root)
    settings = read_pyproject(files)
    framework = _find_framework(files, root, stored)
    seam = given_seam or _find_seam(files, framework, stored)
    if seam not in files:
        raise UsageError(
            f"There is no file {show(seam)} in {show(str(root))}.",
            hint="Say it as a path from there, such as src/shop/app.py",
        )
    folder, package = _find_package(files, seam)
    return Project(
        root=root,
        files=files,
        framework=framework,
        folder=folder,
        package=package,
        seam=seam,
        stored=stored,
        settings=settings,
        line_length=read_line_length(settings, files),
    )


def _read_stored(root: Path) -> Stored | None:
    path = root / FILE_NAME
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(
            f"{show(str(path))} cannot be read: {error.strerror}.",
            hint="It must be a plain file; take it from the project's history.",
        ) from error
    with open(descriptor, "rb") as stream:
        return read_stored(stream.read(), str(path))


def _find_framework(files: Files, root: Path, stored: Stored | None) -> Framework:
    if stored is not None:
        if stored.framework == "fastapi":
            return "fastapi"
        if stored.framework == "flask":
            return "flask"
        raise UsageError(f"{FILE_NAME} names the framework {show(stored.framework)}.")
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


def _find_seam(files: Files, framework: Framework, stored: Stored | None) -> str:
    if stored is not None:
        for folder in (f"src/{stored.package}", stored.package):
            usual = f"{folder}/{_USUAL_SEAM}"
            if _METHODS[framework] in (files.read(usual) or b""):
                return usual
    seams = find_seams(files, framework)
    usual_ones = [path for path in seams if path.endswith(_USUAL_SEAM)]
    if len(seams) == 1 or len(usual_ones) == 1:
        return (usual_ones or list(seams))[0]
    apps = sorted({app.file for app in find_apps(files) if app.framework == framework})
    among = [path for path in apps if path in seams] if seams else apps
    if len(among) == 1:
        return among[0]
    places = list_words(map(show, (seams or apps)[:5]), "and")
    what = "register routers" if seams else "make an application"
    raise Refused(
        f"{places} {what}, and which one a new route belongs to cannot be told."
        if places != "''"
        else "No file was found that makes an application or registers routers.",
        hint="Say --seam FILE with the file that is to register it.",
    )


def _find_package(files: Files, seam: str) -> tuple[str, str]:
    parts = Modules(files).module_name(seam).split(".")
    folder, _, name = seam.rpartition("/")
    if len(parts) == 1 and name != "__init__.py":
        return folder, ""
    depth = len(parts) - (0 if name == "__init__.py" else 1)
    folders = folder.split("/")
    return "/".join(folders[: len(folders) - depth + 1]), parts[0]
