"""What there is to decide is said in words, with the lines to look at."""

import pytest

from apigen.change.conflicts import describe
from apigen.merging.files import merge_file
from apigen.merging.result import FileMerge


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "said"),
    [
        (b"a\n", b"b\n", b"c\n", "marked at line 1"),
        (None, b"b\n", b"c\n", "marked at line 1; you and apigen have both made it"),
        (b"a\n", b"b\n", None, "keep or delete it"),
        (b"a\n", b"\0b\n", b"c\n", "it is no text"),
        (b"a\n", b"<<<<<<< yours\n", b"c\n", "conflict markers of an earlier change"),
    ],
)
def test_every_reason_of_a_merge_is_told(
    base: bytes | None, ours: bytes, theirs: bytes | None, said: str
) -> None:
    assert said in describe(merge_file("NOTES", base, ours, theirs))


def test_a_name_that_is_lost_is_named() -> None:
    merge = FileMerge("app.py", b"", "conflict", reason="undefined: users")
    assert describe(merge) == "it uses users, which nothing in it defines any more: mend it"


def test_a_line_without_a_marker_is_not_called_marked() -> None:
    merge = FileMerge("app.py", b"", "conflict", reason="undefined: users", lines=(7,))
    assert describe(merge).startswith("at line 7; it uses users")
