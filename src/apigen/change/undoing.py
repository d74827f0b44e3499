"""Takes the last change back, to exactly the bytes before it; or, the second time, brings it again."""

from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Refused, UsageError, list_words
from ..plan import Entry, Found, Plan
from ..tree import PRIVATE, File
from .checkpoint import Checkpoint
from .manifest import Manifest, Touched
from .touching import is_version, look

# What is imported is there before what imports it.
_ORDER = {"create": 0, "update": 1, "delete": 2}
_OF_MIGRATIONS = (
    "Migrations go. A database that has run them is as it was only after `alembic downgrade`, "
    "which needs them: `apigen undo` once more brings them back."
)


@dataclass(frozen=True)
class Undoing:
    """What taking back the change of `checkpoint` would do.

    `changed` are the files that somebody has changed since it landed and that would be replaced or
    removed all the same. The new checkpoint keeps them.
    """

    root: Path
    checkpoint: Checkpoint
    plan: Plan
    changed: tuple[str, ...]
    modes: dict[str, int]

    @property
    def label(self) -> str:
        """The change's own label."""
        return self.checkpoint.manifest.label

    @property
    def is_redo(self) -> bool:
        """Whether the change comes back, having been taken back before."""
        return self.checkpoint.manifest.is_undo

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person has to know of it."""
        notes = tuple(
            f"{path} was changed since. What it holds is kept: `apigen undo` once more brings it back."
            for path in self.changed
        )
        if any("/versions/" in entry.file.path for entry in self.plan.removed):
            notes += (_OF_MIGRATIONS,)
        return notes


def plan_undo(root: Path, checkpoint: Checkpoint | None, *, is_forced: bool) -> Undoing:
    """Compare what the last change, that of `checkpoint`, wrote with what is there.

    Raises UsageError when there is nothing to undo, and Refused, naming them, for files that were
    changed since; `is_forced` is for going on all the same.
    """
    if checkpoint is None:
        raise UsageError(
            "There is nothing to undo: no change is remembered here.",
            hint="`apigen add`, `remove`, `update` and `switch` can be undone; git knows more: git log",
        )
    manifest = checkpoint.manifest
    there = look(root, [each.path for each in manifest.files])
    entries: list[Entry] = []
    modes: dict[str, int] = {}
    changed: list[str] = []
    refused: list[str] = []
    for each in manifest.files:
        found = there.get(each.path)
        is_undecided = _is_being_decided(manifest, each)
        if is_version(found, each.before) or (_is_left_alone(each) and not is_undecided):
            continue
        _refuse_obstacle(each.path, found)
        if not is_version(found, each.after):
            changed.append(each.path)
            if not each.is_open and not is_undecided:
                refused.append(each.path)
        entries.append(_make_entry(checkpoint, each, found))
        if each.before and (found is None or (each.after and each.after.mode != each.before.mode)):
            modes[each.path] = each.before.mode
    if refused and not is_forced:
        raise _make_refusal(manifest, refused)
    if not entries:
        raise UsageError(f"There is nothing to undo: all is as it was before {manifest.title}.")
    entries.sort(key=lambda entry: (_ORDER[entry.action], entry.file.path))
    plan = Plan(tuple(entries))
    return Undoing(root, checkpoint, plan, tuple(changed), modes)


def _refuse_obstacle(path: str, found: Found | None) -> None:
    if found is not None and found.obstacle:
        raise Refused(
            f"{path} is {found.obstacle} now, which was a file. Nothing was changed.",
            hint="Move it away, and run this again.",
        )


def _is_left_alone(touched: Touched) -> bool:
    """Whether the change has made no difference to it."""
    blobs = [version and version.blob for version in (touched.before, touched.after)]
    return not touched.is_open and blobs[0] == blobs[1]


def _is_being_decided(manifest: Manifest, touched: Touched) -> bool:
    """Whether somebody was to edit it, to resolve a conflict."""
    paths = {each.path for each in manifest.conflicts}
    return manifest.state == "conflicts" and touched.path in paths


def _make_entry(checkpoint: Checkpoint, touched: Touched, found: Found | None) -> Entry:
    data = checkpoint.read(touched) if touched.before else b"" if found is None else found.data
    file = File.from_bytes(touched.path, data)
    if touched.is_private:
        file = replace(file, mode=PRIVATE)
    if touched.before is None:
        return Entry(file, "delete", found)
    return Entry(file, "create" if found is None else "update", found)


def _make_refusal(manifest: Manifest, paths: list[str]) -> Refused:
    error = Refused(
        f"{list_words(paths, 'and')} {'was' if len(paths) == 1 else 'were'} changed since the "
        f"{manifest.title}. Nothing was taken back.",
        hint="Pass --force to take it back all the same: what is replaced is kept, and `apigen undo` "
        "once more brings it back.",
    )
    error.details = {"changed": paths}
    return error
