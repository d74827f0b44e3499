"""Finds the project that a command is run in, and reads how it is laid out from its source."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Refused, UsageError, list_words, show
from ..reading.disk import ProjectFiles
from ..reading.files import Files
from ..reading.modules import Modules
from ..reading.pyproject import read_line_length, read_pyproject
from ..state import FILE_NAME
from ..untrusted import read_plain_file
from .recall import read_stored
from .stored import Stored
from .whereabouts import Framework, find_framework, find_package, find_seam

_MARKS = (FILE_NAME, "pyproject.toml")
_PLAIN_MARKS = ("main.py", "app.py", "wsgi.py", "asgi.py", "requirements.txt", "setup.py")


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
        hint=f"A project is known by {list_words((*_MARKS, *_PLAIN_MARKS))}. Go into its folder, or "
        "say --project DIR. A new one: apigen new my-api",
    )


def load_project(root: Path, given_seam: str | None = None) -> Project:
    """Read the project at `root`, running none of its code. `given_seam` is a path from there.

    Raises UsageError when it is no project of Flask or FastAPI, and Refused when it cannot be told
    where its routers are registered.
    """
    files = ProjectFiles(root)
    stored = read_memory(root)
    settings = read_pyproject(files)
    framework = find_framework(files, root, stored)
    seam = given_seam or find_seam(files, framework, stored)
    _check_link(root, stored)
    if seam not in files:
        raise UsageError(
            f"There is no file {show(seam)} in {show(str(root))}.",
            hint="Say it as a path from there, such as src/shop/app.py",
        )
    folder, package = find_package(files, seam)
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


def _check_link(root: Path, stored: Stored | None) -> None:
    usual = root / f"src/{stored.package}/routes/__init__.py" if stored else root
    if usual.is_symlink() and root not in Path(os.path.realpath(usual)).parents:
        raise Refused(
            f"{show(str(usual))} is a symbolic link to {show(os.readlink(usual))}, which is outside "
            "of the project.",
            hint="Put the file itself there.",
        )


def read_memory(root: Path) -> Stored | None:
    """Give what apigen remembers of the project; None when it did not make it."""
    path = root / FILE_NAME
    try:
        data = read_plain_file(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(
            f"{show(str(path))} cannot be read: {reason}.",
            hint="It must be a plain file; take it from the project's history.",
        ) from error
    return read_stored(data, str(path))
