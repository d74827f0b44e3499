"""Merges a rendered tree into the project on disk, file by file."""

from collections.abc import Collection, Iterable
from pathlib import Path

from ..destination import open_project, survey
from ..merging.files import merge_file
from ..merging.result import FileMerge
from ..plan import Entry, Found, Plan
from ..tree import File, Tree
from .private_files import fill_secrets, take_secrets

_ORDER = {"create": 0, "update": 1, "delete": 2}


def merge_trees(
    root: Path, base: Tree, theirs: Tree, own: Collection[str]
) -> tuple[Plan, tuple[FileMerge, ...]]:
    """Merge what changes between `base` and `theirs` into the project at `root`.

    Files in `own` were there before apigen came, and stay. Links are not followed.
    Raises Refused when a folder that is needed is a link or a file.
    """
    paths = {file.path: file for file in (*base.files, *theirs.files)}
    everything = Tree(tuple(paths[path] for path in sorted(paths)))
    found = survey(open_project(root), everything)
    there = {path: each.data for path, each in found.items() if not each.obstacle}
    before = _by_path(take_secrets(base, there))
    after = _by_path(take_secrets(theirs, there))
    merges: list[FileMerge] = []
    entries: list[Entry] = []
    for path, either in paths.items():
        old, new = before.get(path), after.get(path)
        if (old and old.data) == (new and new.data):
            continue
        merge = _merge(path, old, found.get(path), new, is_own=path in own)
        merges.append(merge)
        entries += _make_entry(merge, new or old or either, found.get(path))
    entries.sort(key=lambda entry: (_ORDER[entry.action], entry.file.path))
    return Plan(tuple(entries)), tuple(sorted(merges, key=lambda merge: merge.path))


def _merge(
    path: str, old: File | None, found: Found | None, new: File | None, *, is_own: bool
) -> FileMerge:
    ours = found.data if found else None
    if found and found.obstacle:
        return FileMerge(path, None, "kept", reason=f"{found.obstacle} is in its place")
    if is_own:
        return FileMerge(path, ours, "kept", reason="it was there before apigen came")
    merge = merge_file(path, old.data if old else None, ours, new.data if new else None)
    if new and new.is_private and merge.data is not None:
        return FileMerge(path, fill_secrets(merge.data), merge.kind, merge.conflicts, merge.reason)
    return merge


def _make_entry(merge: FileMerge, like: File, found: Found | None) -> Iterable[Entry]:
    ours = found.data if found and not found.obstacle else None
    if merge.kind in {"same", "kept"} or merge.data == ours:
        return
    if merge.data is None:
        if found is not None:
            yield Entry(File.from_bytes(merge.path, found.data, like.mode), "delete", found)
        return
    file = File.from_bytes(merge.path, merge.data, like.mode)
    yield Entry(file, "create" if found is None else "update", found)


def _by_path(tree: Tree) -> dict[str, File]:
    return {file.path: file for file in tree.files}
