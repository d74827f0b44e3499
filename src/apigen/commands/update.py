"""`apigen update`: brings a project up to what this apigen writes, keeping what its owner has changed."""

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
from ..plan import Plan
from ..recommendation import NEEDS
from ..ui.screen import complain
from .change_command import run_change


def update(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Update the project that `values`, from the command line, name.

    Raises UsageError where there is none, Refused when it is of a newer apigen, conflicts are left or
    it may not be changed; WorkFailed when the disk fails.
    """
    run_change(values, lambda root: _plan(catalog, root, is_offline=values["offline"]))


def _plan(catalog: Catalog, root: Path, *, is_offline: bool) -> Change:
    stored = read_project(root)
    if not is_outdated(stored.generator):
        same = f"The project is of apigen {__version__}, as this is. Nothing was changed."
        return Change(root, "", Plan(()), notes=(same,))
    sources = [look_on_disk(root), look_in_history(root), look_in_store(root)]
    if not is_offline:
        keys = {question.key for question in (*catalog.questions(), *NEEDS)}
        sources.append(ask_former(stored, keys, complain))
    return plan_update(catalog, root, stored, recover_base(stored, sources))
