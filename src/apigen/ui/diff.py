"""Shows a plan as unified diffs, with every secret masked."""

import difflib
import re

from ..plan import Entry, Plan
from .screen import clean

_VALUE = re.compile(r"(?m)^([^#\n=]*=).*$")


def show_diff(plan: Plan) -> None:
    """Print the diff of every file that the plan writes or would have to replace."""
    for entry in plan.entries:
        if not entry.is_identical and not (entry.found and entry.found.obstacle):
            for line in _diff(entry):
                print(clean(line.rstrip("\n")))


def _diff(entry: Entry) -> list[str]:
    before = entry.found.data.decode("utf-8", errors="replace") if entry.found else ""
    after = entry.file.text
    if entry.file.is_private:
        before, after = _VALUE.sub(r"\1********", before), _VALUE.sub(r"\1********", after)
    old = f"a/{entry.file.path}" if entry.found else "/dev/null"
    lines = (before.splitlines(), after.splitlines())
    return list(difflib.unified_diff(*lines, old, f"b/{entry.file.path}", lineterm=""))
