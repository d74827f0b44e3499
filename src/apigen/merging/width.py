"""Breaks a statement that has become too long for its line, where ruff would."""

from dataclasses import replace

from .brackets import Group, Item, Pieces, write

WIDTH = 100


def fit(pieces: Pieces) -> Pieces:
    """Give the statement with its main brackets on lines of their own, if a line is too long."""
    text = write(pieces)
    if all(len(line) <= WIDTH for line in text.split("\n")):
        return pieces
    places = [
        place
        for place, piece in enumerate(pieces)
        if isinstance(piece, Group) and piece.items and "\n" not in piece.text
    ]
    if not places:
        return pieces
    place = places[0] if text.lstrip().startswith(("def ", "async def ", "class ")) else places[-1]
    group = pieces[place]
    assert isinstance(group, Group)
    indent = text[: len(text) - len(text.lstrip())]
    if not group.open:
        group = replace(group, open="(", close=")")
    else:
        close = replace(group, items=_lay(group, indent, " "), last=f"\n{indent}", has_comma=False)
        fitted = (*pieces[:place], close, *pieces[place + 1 :])
        if all(len(line) <= WIDTH for line in write(fitted).split("\n")):
            return fitted
    items = _lay(group, indent, f"\n{indent}    ")
    group = replace(group, items=items, last=f"\n{indent}", has_comma=True)
    return (*pieces[:place], group, *pieces[place + 1 :])


def _lay(group: Group, indent: str, between: str) -> tuple[Item, ...]:
    first = f"\n{indent}    "
    return tuple(
        replace(item, before=between if number else first)
        for number, item in enumerate(group.items)
    )
