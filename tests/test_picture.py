"""The picture in the README is the page as it is printed now."""

import html
import re
from pathlib import Path

from apigen.recommendation import find_flips, make_needs, weigh
from apigen.ui.verdict import make_page

PICTURE = Path(__file__).parents[1] / "docs" / "recommend.svg"


def test_picture_shows_the_page() -> None:
    svg = PICTURE.read_text(encoding="utf-8")
    texts = re.findall(r"<text [^>]*>([^<]*)</text>", svg)
    shown = "".join("".join(html.unescape(text).split()) for text in texts)
    verdict = weigh(
        make_needs({"templates": True, "auth": "session", "docs": True, "traffic": "moderate"})
    )
    page = make_page(verdict, find_flips(verdict), frozenset({"templates", "auth"}), 80)
    assert "".join("".join(line.text.split()) for line in page) in shown
