"""Plans the change of a project from one framework to the other, and says what is left to hands."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..catalog import Catalog
from ..existing.stored import Stored
from ..merging.result import FileMerge
from ..project_tree import render_project
from ..reading.disk import ProjectFiles
from ..reading.files import Files
from ..recommendation import TITLES
from .planning import plan_change
from .proposal import Change
from .redraft import redraft

# What the modules of each framework's projects are built on.
_LIBRARIES = {
    "flask": ("flask", "apiflask", "werkzeug", "asgiref"),
    "fastapi": ("fastapi", "starlette"),
}


def plan_switch(
    catalog: Catalog, root: Path, stored: Stored, framework: str, given_seam: str | None = None
) -> Change:
    """Decide what becomes of each file when the project at `root` is to be one of `framework`.

    What its owner wrote for the other one is left to decide: no merge can tell whether it still
    works. Raises UsageError when the answers do not fit, Refused as `plan_change` does.
    """
    draft = redraft(catalog, stored, {"framework": framework})
    change = plan_change(catalog, root, stored, draft, f"switch {framework}", given_seam)
    left = stored.framework
    touched = {merge.path for merge in change.merges}
    own = tuple(
        FileMerge(path, data, "conflict", reason=f"it imports {TITLES[left]}'s: write it anew")
        for path, data in _find_importing(ProjectFiles(root), left)
        if path not in touched
    )
    merges = (*(_doubt(merge, left) for merge in change.merges), *own)
    kept = len(render_project(draft)[0].files) - len(touched)
    note = f"{kept} files are the same for both frameworks and stay as they are, with all of your edits."
    merges = tuple(sorted(merges, key=lambda merge: merge.path))
    return replace(change, merges=merges, notes=(note, *change.notes))


def _find_importing(files: Files, framework: str) -> Iterator[tuple[str, bytes]]:
    """Give the modules that import the framework's libraries."""
    words = "|".join(_LIBRARIES[framework])
    imports = re.compile(rf"(?m)^\s*(?:from|import)\s+(?:{words})\b".encode())
    for path in files.paths():
        data = files.read(path) if path.endswith(".py") else None
        if data is not None and imports.search(data):
            yield path, data


def _doubt(merge: FileMerge, framework: str) -> FileMerge:
    if merge.kind != "merged":
        return merge
    reason = f"your edits were made for {TITLES[framework]}: look them over"
    return replace(merge, kind="conflict", reason=reason)
