"""Lines of code that are broken when a project's name is long: both ways of writing them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..imports import LINE_LENGTH
from ..names import LONGEST


@dataclass(frozen=True)
class Breakable:
    """One statement in a text: where it begins and ends, and on one line or several.

    It fits one line in projects whose package's name has at most `longest` characters.
    """

    start: int
    end: int
    short: str
    long: str
    longest: int


def find_breakable(text: str, package: str) -> Iterator[Breakable]:
    """Give the statements with `package` that are broken for some lengths of its name and not for all.

    These are imports from it, and calls that stand by themselves.
    """
    module = rf"from {re.escape(package)}[\w.]* import "
    broken = r"\(\n((?: {4}\w+,\n)+)\)"
    call = rf"( *)([\w.]+)\((.*\b{re.escape(package)}\b.*)\)"
    pattern = re.compile(rf"^(?:({module})(?:{broken}|(\w+(?:, \w+)*))|{call})$", re.MULTILINE)
    for found in pattern.finditer(text):
        if found[1]:
            names = re.findall(r"\w+", found[2] or found[3])
            short = f"{found[1]}{', '.join(names)}"
            long = f"{found[1]}(\n{''.join(f'    {name},' + chr(10) for name in names)})"
        else:
            short = found[0]
            long = f"{found[4]}{found[5]}(\n{found[4]}    {found[6]}\n{found[4]})"
        longest = LINE_LENGTH - (len(short) - len(package))
        if 0 < longest < LONGEST:
            yield Breakable(found.start(), found.end(), short, long, longest)
