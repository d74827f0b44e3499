"""What `add`, `remove` and `update` have in common: from a planned change to a finished one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..change.checkpoint import Checkpoint
from ..change.cleanliness import NO_HISTORY, find_unclean, has_history, refuse_unclean
from ..change.equipping import Watch
from ..change.finishing import carry_out, finish
from ..change.landed import Landed
from ..change.proposal import Change
from ..change.unfinished import find_unfinished, make_refusal
from ..destination import open_project
from ..errors import ApigenError, UsageError
from ..existing.project import find_root
from ..existing.turn import take_turn
from ..leftovers import remove_leftovers
from ..names import find_current_folder
from ..ui.asking import make_asker
from ..ui.change_document import make_change_document
from ..ui.change_report import show_change_plan, show_change_report, show_change_summary
from ..ui.diff import show_diff
from ..ui.document import print_document
from ..ui.landed_document import make_landed_document
from ..ui.landed_report import list_steps, show_landed
from ..ui.progress import show_nothing, show_progress
from ..ui.route_talk import agree
from ..ui.screen import can_ask

Planner = Callable[[Path], Change]


def run_change(values: Mapping[str, Any], plan: Planner) -> None:
    """Carry out what `plan` makes of the project, in the way that `values` ask for.

    Raises what `plan` raises, and Refused when conflicts are left or the project may not be changed.
    """
    is_preview = values["dry_run"] or values["diff"]
    root = find_root(find_current_folder(), values["project"])
    if is_preview and values["resume"]:
        raise UsageError(
            "What --continue would do is seen by no preview: the files are written already.",
            hint="Leave out --dry-run and --diff. To look at the files: git diff",
        )
    if is_preview:
        _preview(plan(root), values)
        return
    with take_turn(root):
        notes = remove_leftovers(open_project(root))
        unfinished = find_unfinished(root)
        if values["resume"]:
            _finish(root, values, notes)
            return
        if unfinished:
            _refuse_another(unfinished, lambda: plan(root))
            _finish(root, values, notes)
            return
        change = plan(root)
        if not change.plan.changed:
            _show(change, values, notes)
            return
        notes += _check_history(change, is_forced=values["force"])
        if not values["yes"] and not values["json"] and can_ask():
            show_change_summary(change)
            if not agree(make_asker()):
                return
        is_wanted = change.is_installed and not values["no_install"]
        landed = carry_out(open_project(root), change, install=is_wanted, watch=_find_watch(values))
    document = make_change_document(change, is_written=True)
    document |= make_landed_document(landed, notes)
    steps = list_steps(landed)
    tell(
        landed,
        document,
        values,
        lambda: show_change_report(change, (*landed.notes, *notes), steps),
    )


def _refuse_another(unfinished: Checkpoint, plan: Callable[[], Change]) -> None:
    """Refuse to begin, unless all that is asked for is there: then its run was interrupted."""
    if unfinished.manifest.state == "conflicts":
        raise make_refusal(unfinished)
    try:
        change = plan()
    except ApigenError as error:
        raise make_refusal(unfinished) from error
    if change.plan.changed:
        raise make_refusal(unfinished)


def tell(
    landed: Landed, document: dict[str, object], values: Mapping[str, Any], show: Callable[[], None]
) -> None:
    """Show what came of it in the way that `values` ask for. Raises what the command ends with."""
    error = landed.find_error()
    if not values["json"]:
        show()
    elif error is None:
        print_document(document)
    if error is not None:
        error.details = document
        raise error


def _finish(root: Path, values: Mapping[str, Any], notes: tuple[str, ...]) -> None:
    landed = finish(root, install=not values["no_install"], watch=_find_watch(values))
    tell(landed, make_landed_document(landed, notes), values, lambda: show_landed(landed, notes))


def _find_watch(values: Mapping[str, Any]) -> Watch:
    return show_nothing if values["json"] else show_progress


def _check_history(change: Change, *, is_forced: bool) -> tuple[str, ...]:
    """Refuse edits that are in no commit, unless `is_forced`; say so where git keeps nothing."""
    if not is_forced:
        touched = {entry.file.path for entry in change.plan.changed}
        refuse_unclean(find_unclean(change.root, touched))
    return () if has_history(change.root) else (NO_HISTORY,)


def _show(change: Change, values: Mapping[str, Any], notes: tuple[str, ...]) -> None:
    if values["json"]:
        print_document(make_change_document(change, is_written=True))
    else:
        show_change_report(change, notes, change.steps)


def _preview(change: Change, values: Mapping[str, Any]) -> None:
    if values["json"]:
        print_document(make_change_document(change, is_written=False))
    elif values["diff"]:
        show_diff(change.plan)
    else:
        show_change_plan(change)
