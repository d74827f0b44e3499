"""Carries a change out, or takes one back; and finishes one that was left with conflicts or interrupted."""

from dataclasses import replace
from pathlib import Path

from ..destination import Destination
from ..errors import UsageError
from .conflicts import describe, list_undefined
from .decisions import find_fault, find_undecided, refuse_undecided
from .equipping import Watch, equip
from .landed import Landed, name_continue
from .landing import land
from .manifest import Manifest, Undecided
from .pristine import keep_pristine
from .proposal import Change
from .touching import list_made, list_others, list_planned, look
from .undoing import Undoing
from .unfinished import find_unfinished


def carry_out(destination: Destination, change: Change, *, install: bool, watch: Watch) -> Landed:
    """Write the change, after a checkpoint; then, unless something is to be decided, install and end it.

    Raises Refused or WorkFailed, and then nothing was changed.
    """
    root = destination.path
    keep_pristine(root, change.pristine)
    checkpoint = land(destination, change.plan, _describe(root, change, is_install_wanted=install))
    return equip(root, checkpoint, watch)


def carry_out_undo(
    destination: Destination, undoing: Undoing, *, install: bool, watch: Watch
) -> Landed:
    """Put everything back, after a checkpoint of its own, and install what the project then needs.

    Raises Refused or WorkFailed, and then nothing was changed.
    """
    root, before = destination.path, undoing.checkpoint.manifest
    is_whole = before.was_finished if before.is_undo else before.state == "done"
    is_exact = is_whole or not before.is_undo
    made = () if is_exact else list_made(root, undoing.plan, before.made_files)
    manifest = Manifest(
        label=before.label,
        state="prepared",
        files=(*list_planned(root, undoing.plan, undoing.modes), *made),
        conflicts=() if is_whole else before.conflicts,
        made_files=before.made_files,
        notes=undoing.notes,
        steps=before.steps if before.is_undo else (),
        is_undo=not before.is_undo,
        is_exact=is_exact,
        was_finished=is_whole,
        is_install_wanted=install,
    )
    return equip(root, land(destination, undoing.plan, manifest), watch)


def finish(root: Path, *, install: bool, watch: Watch) -> Landed:
    """Bring a change to its end that was left with conflicts, or interrupted once its files had landed.

    Raises UsageError when there is none, and Refused, naming each place, while something is undecided.
    """
    checkpoint = find_unfinished(root)
    if checkpoint is None:
        raise UsageError(
            "There is no change to continue: the last one is finished, or taken back.",
            hint="Leave out --continue to begin one.",
        )
    manifest = checkpoint.manifest
    if manifest.state == "conflicts":
        undecided = find_undecided(root, manifest.conflicts)
        refuse_undecided(undecided, name_continue(manifest))
    is_wanted = install and manifest.is_install_wanted
    decided = replace(manifest, state="landed", is_install_wanted=is_wanted)
    return equip(root, replace(checkpoint, manifest=decided), watch)


def _describe(root: Path, change: Change, *, is_install_wanted: bool) -> Manifest:
    plan = change.plan
    is_code = any(entry.file.path.endswith(".py") for entry in plan.changed)
    made_files = change.made_files if is_code else ()
    torn = [merge.path for merge in change.conflicts]
    return Manifest(
        label=change.label,
        state="prepared",
        files=(
            *list_planned(root, plan, {}),
            *list_others(root, plan, torn),
            *list_made(root, plan, made_files),
        ),
        conflicts=_list_conflicts(root, change),
        made_files=made_files,
        notes=change.notes,
        steps=change.steps,
        is_install_wanted=is_install_wanted,
    )


def _list_conflicts(root: Path, change: Change) -> tuple[Undecided, ...]:
    there = look(root, [merge.path for merge in change.conflicts])
    conflicts = []
    for merge in change.conflicts:
        before = there.get(merge.path)
        is_parsable = before is not None and not find_fault(merge.path, before.data)
        conflicts.append(Undecided(merge.path, describe(merge), is_parsable, list_undefined(merge)))
    return tuple(conflicts)
