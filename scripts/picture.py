"""Draws the page of `apigen recommend` that the README shows: `uv run python scripts/picture.py`."""

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from apigen.recommendation import find_flips, make_needs, weigh
from apigen.ui.verdict import make_page

PICTURE = Path(__file__).parents[1] / "docs" / "recommend.svg"
NEEDS = make_needs({"templates": True, "auth": "session", "docs": True, "traffic": "moderate"})
WIDTH = 80
UNMET = frozenset({"templates", "auth"})
TITLE = "apigen recommend --templates --auth session --docs --traffic moderate"


def draw() -> str:
    """Give the page as an SVG picture."""
    verdict = weigh(NEEDS)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    for line in make_page(verdict, find_flips(verdict), UNMET, WIDTH):
        console.print(Text(line.text, style=line.style))
    return console.export_svg(title=TITLE)


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
    print(f"{PICTURE} is written.")
