"""Merges a rendered tree into the project on disk, file by file."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..destination import open_project, survey
from ..merging.files import merge_file
from ..merging.result import FileMerge
from ..plan import Entry, Found, Plan
from ..tree import File, Tree
from .private_files import fill_secrets, take_secrets

# How the name of a new text ends that could not be merged.
BESIDE = ".apigen-new"
_ORDER = {"create": 0, "update": 1, "delete": 2}


@dataclass(frozen=True)
class MergedTrees:
    """What becomes of each file; and `pristine`, those of apigen's that will not be there as it wrote them."""

    plan: Plan
    merges: tuple[FileMerge, ...]
    pristine: tuple[File, ...]


def merge_trees(
    root: Path,
    base: Tree,
    theirs: Tree,
    own: Collection[str],
    unknown: Collection[str] = (),
) -> MergedTrees:
    """Merge what changes between `base` and `theirs` into the project at `root`.

    Files in `own` were there before apigen came, and stay. So do `unknown` ones, of which nobody
    knows what they were like; the new text comes beside them. Links are not followed.
    Raises Refused when a folder that is needed is a link or a file.
    """
    paths = {path: File(path, "") for path in unknown}
    paths |= {file.path: file for file in (*base.files, *theirs.files)}
    everything = Tree(tuple(paths[path] for path in sorted(paths)))
    found = survey(open_project(root), everything)
    there = {path: each.data for path, each in found.items() if not each.obstacle}
    before = _by_path(take_secrets(base, there))
    after = _by_path(take_secrets(theirs, there))
    merges: list[FileMerge] = []
    entries: list[Entry] = []
    for path, either in paths.items():
        old, new = before.get(path), after.get(path)
        if path not in unknown and (old and old.data) == (new and new.data):
            continue
        there_now = found.get(path)
        if path in unknown and path not in own:
            merge = _put_beside(path, there_now, new)
            there_now = None if merge.path != path else there_now
        else:
            merge = _merge(path, old, there_now, new, is_own=path in own)
        merges.append(merge)
        entries += _make_entry(merge, new or old or either, there_now)
    entries.sort(key=lambda entry: (_ORDER[entry.action], entry.file.path))
    outcome = there | {merge.path: merge.data for merge in merges}
    pristine = (file for path, file in after.items() if path not in own)
    return MergedTrees(
        Plan(tuple(entries)),
        tuple(sorted(merges, key=lambda merge: merge.path)),
        tuple(f for f in pristine if not f.is_private and outcome.get(f.path) != f.data),
    )


def _put_beside(path: str, found: Found | None, new: File | None) -> FileMerge:
    if found is None:
        return FileMerge(path, None, "kept", reason="you deleted it")
    if new is None or found.obstacle:
        why = found.obstacle and f"{found.obstacle} is in its place"
        return FileMerge(path, None, "kept", reason=why or "apigen writes it no more")
    if found.data == new.data:
        return FileMerge(path, found.data, "same")
    reason = f"take over into {PurePosixPath(path).name} what you want of it, and delete it"
    return FileMerge(f"{path}{BESIDE}", new.data, "conflict", reason=reason)


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
