"""`apigen update`: brings a project up to what this apigen, or its template, writes by now."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import __version__
from ..catalog import Catalog
from ..change.bases import look_in_history, look_on_disk, recover_base
from ..change.former import ask_former
from ..change.planning import read_project
from ..change.pristine import look_in_store
from ..change.proposal import Change
from ..change.updating import plan_update
from ..change.versions import is_outdated
from ..copying.answers_file import list_answers_files
from ..errors import UsageError
from ..existing.project import read_memory
from ..names import find_current_folder
from ..plan import Plan
from ..recommendation import NEEDS
from ..state import FILE_NAME
from ..ui.screen import can_ask, complain
from .change_command import run_change
from .change_flags import FOR_TEMPLATES


def update(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Update the project that `values`, from the command line, name.

    Raises UsageError where there is none, Refused when it is of a newer apigen, conflicts are left or
    it may not be changed; WorkFailed when the disk fails.
    """
    project = values["project"] or _find_remembering(find_current_folder())
    run_change({**values, "project": project}, lambda root: _plan(catalog, root, values))


def _find_remembering(start: Path) -> str | None:
    """Give the nearest folder, from `start` upward, that remembers what made it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file() or list_answers_files(folder):
            return str(folder)
    return None


def _plan(catalog: Catalog, root: Path, values: Mapping[str, Any]) -> Change:
    if read_memory(root) is None and list_answers_files(root):
        return _plan_copy(root, values)
    stored = read_project(root)
    _refuse_flags(values)
    if not is_outdated(stored.generator):
        same = f"The project is of apigen {__version__}, as this is. Nothing was changed."
        return Change(root, "", Plan(()), notes=(same,))
    sources = [look_on_disk(root), look_in_history(root), look_in_store(root)]
    if not values["offline"]:
        keys = {question.key for question in (*catalog.questions(), *NEEDS)}
        sources.append(ask_former(stored, keys, complain))
    return plan_update(catalog, root, stored, recover_base(stored, sources), values["seam"])


def _plan_copy(root: Path, values: Mapping[str, Any]) -> Change:
    from ..copying.answering import Said, read_data
    from ..copying.updating import UpdateWish, plan_copy_update

    wish = UpdateWish(
        ref=values["ref"] or "",
        answers_file=values["answers_file"],
        said=Said({}, read_data(tuple(values["data"] or ()))),
        is_trusted=values["trust"],
        may_ask=not values["yes"] and not values["json"] and can_ask(),
        must_be_clean=not (values["force"] or values["dry_run"] or values["diff"]),
    )
    return plan_copy_update(root, wish)


def _refuse_flags(values: Mapping[str, Any]) -> None:
    for name in FOR_TEMPLATES:
        if values[name]:
            raise UsageError(
                f"--{name.replace('_', '-')} is for projects of a Copier template, and apigen's own "
                "made this one.",
                hint="Leave it out.",
            )
