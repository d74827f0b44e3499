"""Writes a plan into a project that is there, after a checkpoint from which it can be taken back."""

import os
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ..destination import Destination
from ..plan import Plan
from ..recovery import opened
from ..signals import hold_signals, set_truth
from ..workspace import apply
from .checkpoint import Checkpoint, save_checkpoint
from .manifest import Manifest, State, Touched
from .sweeping import sweep_caches
from .touching import find_mode, has_landed, look


def land(destination: Destination, plan: Plan, manifest: Manifest) -> Checkpoint:
    """Write what `plan` says and `manifest` tells of. Give the checkpoint, which says that it landed.

    Raises as `workspace.apply` does, and WorkFailed when there can be no checkpoint: then nothing
    was changed.
    """
    root = destination.path
    before = {e.file.path: e.found.data for e in plan.changed if e.found is not None}
    others = [each.path for each in manifest.files if each.path not in before and each.before]
    before |= {path: found.data for path, found in look(root, others).items()}
    time = datetime.now(UTC).isoformat(timespec="seconds")
    checkpoint = save_checkpoint(root, replace(manifest, time=time), before)
    try:
        apply(destination, plan, lambda stage: _set_staged_modes(stage, plan, manifest))
    except BaseException:
        with hold_signals():
            if not has_landed(root, manifest):
                checkpoint.discard()
        raise
    return note_landing(root, checkpoint)


def note_landing(root: Path, checkpoint: Checkpoint) -> Checkpoint:
    """Record that the files have landed, and how they now are."""
    manifest = checkpoint.manifest
    set_truth(f"All files of {manifest.title} are written.")
    gone = (each.path for each in manifest.files if each.after is None and not each.is_open)
    sweep_caches(root, tuple(gone))
    is_waiting = bool(manifest.conflicts) and not manifest.is_undo
    files = tuple(each if each.is_open else _note(root, each) for each in manifest.files)
    state: State = "conflicts" if is_waiting else "landed"
    return checkpoint.record(replace(manifest, state=state, files=files))


def _set_staged_modes(stage: Path, plan: Plan, manifest: Manifest) -> None:
    staged = {entry.file.path for entry in plan.written}
    for each in manifest.files:
        if each.path in staged and each.after is not None and each.after.mode:
            os.chmod(stage / each.path, each.after.mode)


def _note(root: Path, touched: Touched) -> Touched:
    """Give the file its permissions, where landing kept those of what it replaced."""
    if touched.after is None:
        return touched
    if touched.after.mode and touched.after.mode != find_mode(root, touched.path):
        path = PurePosixPath(touched.path)
        with suppress(OSError), opened(root, path.parent) as folder:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            descriptor = os.open(path.name, flags, dir_fd=folder)
            try:
                os.fchmod(descriptor, touched.after.mode)
            finally:
                os.close(descriptor)
    return replace(touched, after=replace(touched.after, mode=find_mode(root, touched.path)))
