"""Chooses how to ask: what the terminal is capable of decides."""

from .asker import Asker
from .screen import is_capable


def make_asker() -> Asker:
    """Give menus for a terminal that can move the cursor, numbered lists for any other."""
    if is_capable():
        from .menus import Menus

        return Menus()
    from .numbered import Numbered

    return Numbered()
