"""Writes the migrations that make the tables of users, exchange some of them, or drop them."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from ..errors import list_words
from ..reading.turning import renumber, turn_round
from .foundation import Foundation
from .stacking import Stack


def put_foundation(stack: Stack, old: Foundation, new: Foundation) -> None:
    """Add the migration that makes what is new; what goes beside that goes with it."""
    if not old.texts:
        for slug, text in new.texts.items():
            stack.put(slug, partial(renumber, text))
        return
    fresh = [table for table in new.tables if table not in old.tables]
    gone = [table for table in old.tables if table not in new.tables]
    if not fresh or not new.texts:
        return
    [text] = new.texts.values()
    title = f"Create {list_words(fresh, 'and')}" + (
        f" in the place of {list_words(gone, 'and')}" if gone else ""
    )
    ways = {
        "upgrade": (
            *old.list_statements("downgrade", gone),
            *new.list_statements("upgrade", fresh),
        ),
        "downgrade": (
            *new.list_statements("downgrade", fresh),
            *old.list_statements("upgrade", gone),
        ),
    }
    stack.put(f"create_{fresh[0]}", partial(renumber, _fill(text, title, ways)))


def drop_foundation(stack: Stack, old: Foundation, there: Collection[str]) -> tuple[str, ...]:
    """Add the migrations that drop the tables of `old`, and give those that go."""
    gone: list[str] = []
    for slug, text in reversed([*old.texts.items()]):
        tables = Foundation({slug: text}).tables
        if set(tables) & {*there}:
            title = f"Drop {list_words(tables, 'and')}"
            stack.put(slug.replace("create_", "drop_", 1), partial(turn_round, text, title))
            gone += tables
    return tuple(gone)


def _fill(text: str, title: str, ways: Mapping[str, Iterable[str]]) -> str:
    """Put other statements into a migration."""
    text = re.sub(r'\A""".*?"""', lambda _: f'"""{title}"""', text, flags=re.DOTALL)
    for name, statements in ways.items():
        start, gap = f"def {name}() -> None:\n", "\n\n" if name == "upgrade" else ""
        body = f"{start}{''.join(statements)}{gap}"
        pattern = rf"(?ms)^{re.escape(start)}.*?(?=^\S|\Z)"
        text = re.sub(pattern, body.replace("\\", r"\\"), text)
    return text
