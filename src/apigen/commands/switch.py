"""`apigen switch`: the same project in the other framework."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..catalog import Catalog
from ..change.planning import read_project
from ..change.proposal import Change
from ..change.switching import plan_switch
from ..errors import UsageError, list_words, show
from ..plan import Plan
from ..question import FRAMEWORKS
from ..recommendation import TITLES
from ..ui.screen import can_ask
from .change_command import run_change


def switch(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Bring the project to the framework that `values` name; first its plan is shown.

    Raises as `add` does; without --yes, and nobody to ask, the plan is all there is.
    """
    framework = values["framework"]
    if framework not in FRAMEWORKS and not values["resume"]:
        raise UsageError(
            "Nothing is named to switch to."
            if framework is None
            else f"There is no framework {show(framework)} to switch to.",
            hint=f"Say {list_words(FRAMEWORKS)}.",
        )
    must_show = not (values["yes"] or values["resume"] or can_ask())
    shown = {**values, "dry_run": values["dry_run"] or (must_show and not values["diff"])}

    def plan(root: Path) -> Change:
        stored = read_project(root)
        if stored.framework == framework:
            note = f"The project is one of {TITLES[framework]} already. Nothing was changed."
            return Change(root, "", Plan(()), notes=(note,))
        return plan_switch(catalog, root, stored, framework, values["seam"])

    run_change(shown, plan)
