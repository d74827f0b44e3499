"""What the commands that change routes have in common: how they tell what changes, and what they cannot do."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..editing.edits import ByHand
from ..errors import Refused
from ..plan import Plan
from ..repository import list_edited
from ..ui.diff import show_diff
from ..ui.document import print_document
from ..ui.screen import say


def name_edited(root: Path, plan: Plan, *, is_quiet: bool) -> tuple[str, ...]:
    """Say which of the owner's files change that have edits in no commit, and give them."""
    changed = tuple(entry.file.path for entry in plan.replaced)
    edited = list_edited(root, tuple(path for path in changed if not path.startswith(".")))
    if edited and not is_quiet:
        say(f"With edits of yours that are in no commit: {', '.join(edited)}.")
    return edited


def show_change(
    values: Mapping[str, Any],
    plan: Plan,
    *,
    make_document: Callable[[], dict[str, object]],
    show_plan: Callable[[], None],
    show_report: Callable[[], None],
) -> None:
    """Show the change in the way that `values`, from the command line, ask for."""
    if values["json"]:
        print_document(make_document())
    elif values["diff"]:
        show_diff(plan)
    elif values["dry_run"]:
        show_plan()
    else:
        show_report()


def ask_for_hands(
    by_hand: Sequence[ByHand], wanted: str, hint: str, details: dict[str, object]
) -> Refused:
    """Make the refusal of what is left to hands, with its reasons and the lines; `wanted` leads to them."""
    reasons = " ".join(each.reason for each in by_hand)
    error = Refused(f"{reasons} Nothing was changed. {wanted}", hint=hint)
    error.lines = tuple(line for each in by_hand for line in (f"# {each.where}", *each.lines, ""))
    error.details = details
    return error
