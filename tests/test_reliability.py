"""Every promise of docs/reliability.md names tests that are there."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
_CELL = re.compile(r"`([^`]+)`")


def _rows() -> list[tuple[str, str, str]]:
    """Give promise, tests and figure of each row."""
    lines = [line for line in TEXT.splitlines() if line.startswith("| ")]
    rows = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    return [row for row in rows if row[0] not in {"Promise", "---"}]  # type: ignore[misc]


ROWS = _rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(ROWS.index(row)))
def test_each_row_has_a_promise_tests_that_exist_and_a_figure(row: tuple[str, ...]) -> None:
    promise, shown_by, figure = row
    assert promise
    assert figure
    named = _CELL.findall(shown_by)
    assert named or shown_by == "the same"
    for name in named:
        words = name.split()
        if "-m" in words:
            assert find_spec(words[words.index("-m") + 1]), name
            assert f"python -m {words[words.index('-m') + 1]}" in _read("CONTRIBUTING.md"), name
        else:
            path = next(word for word in words if "/" in word)
            assert (ROOT / path.partition("::")[0]).exists(), name


def test_the_table_is_not_empty() -> None:
    assert len(ROWS) > 15
    assert ROWS[0][1] != "the same"


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
