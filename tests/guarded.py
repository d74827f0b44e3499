"""Toy templates in which some choices do not go with others."""

from pathlib import Path

from .tools import write_tree

_CHOICE = """
id = "{id}"
title = "{title}"
help = "{id} it is"
[choice]
question = "{question}"
value = "{id}"
"""
_GUARD = """
[[conflicts]]
answer = { docs = true }
why = "they show [bold]too[/bold] much"
[[conflicts]]
answer = { minimal = true }
why = "the smallest project trusts everybody"
[[implies]]
answer = { database = "!none" }
why = "keys must be kept"
[[notes]]
answer = { docs = false }
why = "the keys are told by word of mouth"
"""


def guard(toy: Path) -> Path:
    """Add two kinds of callers' proofs, one of which is particular, and a second database."""
    made = (
        ("guard", "Guard", "auth", _GUARD),
        ("badge", "Badge", "auth", ""),
        ("bucket", "Bucket", "database", ""),
    )
    return write_tree(
        toy,
        {
            f"features/{id}/feature.toml": _CHOICE.format(id=id, title=title, question=question)
            + rules
            for id, title, question, rules in made
        },
    )
