"""How the items of a group in brackets are laid out: on one line, or over several."""

from typing import NamedTuple

from .blocks import UnclearError
from .brackets import Group


class Layout(NamedTuple):
    """The blank space of a group: before its first item, before the others, and at its end."""

    first: str
    other: str
    last: str
    has_comma: bool


def find_layout(group: Group) -> Layout | None:
    """Give the blank space of a group, which is the same before each but the first item."""
    if not group.items:
        return None
    spaces = [item.before[len(item.before.rstrip()) :] for item in group.items]
    first = spaces[0]
    other = spaces[1] if spaces[1:] else first if group.has_comma and "\n" in first else " "
    if any(space != other for space in spaces[1:]):
        raise UnclearError
    return Layout(first, other, group.last, group.has_comma)


def choose_layout(base: Layout | None, ours: Layout | None, theirs: Layout | None) -> Layout | None:
    """Give the layout of the merged group: apigen's where it alone changed it, else the owner's."""
    return theirs if ours == base or ours is None else ours
