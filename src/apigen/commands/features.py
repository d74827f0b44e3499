"""`apigen add` and `apigen remove`: features come to a project that its owner has edited, and go."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..answers import Answers
from ..catalog import Catalog
from ..change.demands import Verb, draft_change
from ..change.planning import plan_change, read_project
from ..change.proposal import Change
from ..change.redraft import redraft
from ..change.wishes import read_additions, read_removals, write_words
from ..plan import Plan
from ..question import Value
from .change_command import run_change

_SAME = {
    "add": "The project has that already. Nothing was changed.",
    "remove": "The project has nothing of that. Nothing was changed.",
}
_Read = Callable[[Catalog, Answers, Sequence[str]], dict[str, Value]]


def add(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Add the features that `values`, from the command line, name.

    Raises UsageError for what cannot be, Refused when conflicts are left or the project may not be
    changed; WorkFailed when the disk fails.
    """
    run_change(values, lambda root: _plan(catalog, root, "add", read_additions, values))


def remove(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Remove the features that `values`, from the command line, name; raises as `add` does."""
    run_change(values, lambda root: _plan(catalog, root, "remove", read_removals, values))


def _plan(
    catalog: Catalog, root: Path, verb: Verb, read: _Read, values: Mapping[str, Any]
) -> Change:
    stored = read_project(root)
    has = redraft(catalog, stored)
    changes = read(catalog, has.settled, values["words"] or ())
    draft = draft_change(catalog, stored, changes, verb)
    if draft.settled == has.settled:
        return Change(root, "", Plan(()), notes=(_SAME[verb],))
    label = " ".join([verb, *write_words(has.settled, changes)])
    return plan_change(catalog, root, stored, draft, label, values["seam"])
