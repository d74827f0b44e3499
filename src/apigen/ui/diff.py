"""Shows a plan as unified diffs, with every secret masked."""

import difflib
import re

from ..plan import Entry, Plan
from .screen import clean

_VALUE = re.compile(r"(?m)^([^#\n=]*=).*$")
_MASK = "********"
_NO_END = "\n\\ No newline at end of file"


def show_diff(plan: Plan) -> None:
    """Print the diff of every file that the plan writes or removes."""
    for entry in plan.changed:
        for line in _diff(entry):
            print("\t".join(map(clean, line.split("\t"))))


def _diff(entry: Entry) -> list[str]:
    before = entry.found.data.decode("utf-8", errors="replace") if entry.found else ""
    is_removed = entry.action == "delete"
    after = "" if is_removed else entry.file.text
    if entry.file.is_private:
        after = _VALUE.sub(rf"\1{_MASK}", after)
        before = _mask(before, after)
    old = f"a/{entry.file.path}" if entry.found else "/dev/null"
    new = "/dev/null" if is_removed else f"b/{entry.file.path}"
    lines = (_split(before), _split(after))
    return list(difflib.unified_diff(*lines, old, new, lineterm=""))


def _mask(text: str, known: str) -> str:
    """Mask all of a private file but comments in `known`: any other line may be part of a secret."""
    comments = {line for line in known.split("\n") if line.startswith("#") or not line}
    return "\n".join(line if line in comments else _MASK for line in text.split("\n"))


def _split(text: str) -> list[str]:
    *lines, end = text.split("\n")
    return [*lines, f"{end}{_NO_END}"] if end else lines
