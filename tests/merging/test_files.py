"""One file is merged, whatever its bytes are, and nothing of the owner's is lost."""

import pytest

from apigen.merging.files import find_markers, merge_file

BASE = b"one\ntwo\nthree\nfour\nfive\n"
THEIRS = b"one\ntwo\nthree\nfour\nfive\nsix\n"
OURS = b"zero\none\ntwo\nthree\nfour\nfive\n"
BOTH = b"zero\none\ntwo\nthree\nfour\nfive\nsix\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kind", "data"),
    [
        (BASE, BASE, THEIRS, "follows", THEIRS),
        (BASE, BASE, None, "follows", None),
        (None, None, THEIRS, "follows", THEIRS),
        (BASE, OURS, BASE, "same", OURS),
        (BASE, OURS, OURS, "same", OURS),
        (BASE, None, BASE, "same", None),
        (None, OURS, None, "same", OURS),
        (None, OURS, OURS, "same", OURS),
        (BASE, None, THEIRS, "kept", None),
        (BASE, OURS, THEIRS, "merged", BOTH),
        (BASE, BOTH, THEIRS, "same", BOTH),
    ],
)
def test_who_changed_what_decides(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, kind: str, data: bytes | None
) -> None:
    merge = merge_file("notes.txt", base, ours, theirs)
    assert (merge.kind, merge.data) == (kind, data)


def test_what_an_owner_changed_and_apigen_drops_is_for_the_owner_to_decide() -> None:
    merge = merge_file("notes.txt", BASE, OURS, None)
    assert (merge.kind, merge.data, merge.reason) == ("conflict", OURS, "changed-and-removed")


def test_what_both_added_stands_between_markers() -> None:
    merge = merge_file("notes.txt", None, b"mine\n", b"its\n")
    assert merge.kind == "conflict"
    assert merge.reason == "both-added"
    assert merge.data == (b"<<<<<<< yours\nmine\n||||||| before\n=======\nits\n>>>>>>> apigen\n")
    assert merge.lines == (1,)


def test_what_both_added_is_not_mixed() -> None:
    merge = merge_file("auth.py", None, b"def mine():\n    pass\n", b"def its():\n    pass\n")
    assert (merge.kind, merge.reason, merge.conflicts) == ("conflict", "both-added", 1)
    lines = b"one\ntwo\nthree\n"
    merge = merge_file("notes.txt", None, lines + b"mine\n", lines)
    assert merge.data == (lines + b"<<<<<<< yours\nmine\n||||||| before\n=======\n>>>>>>> apigen\n")


def test_lists_that_both_added_are_one() -> None:
    merge = merge_file(".gitignore", None, b".env\n/mine\n", b".env\n/its\n")
    assert (merge.kind, merge.data) == ("merged", b".env\n/its\n/mine\n")


def test_both_sides_and_what_was_before_stand_between_markers() -> None:
    merge = merge_file("notes.txt", b"a\nb\nc\n", b"a\nB\nc\n", b"a\nbb\nc\n")
    assert merge.data == (
        b"a\n<<<<<<< yours\nB\n||||||| before\nb\n=======\nbb\n>>>>>>> apigen\nc\n"
    )
    assert (merge.kind, merge.conflicts, merge.lines) == ("conflict", 1, (2,))


def test_line_ends_are_the_owners() -> None:
    merge = merge_file("notes.txt", BASE, OURS.replace(b"\n", b"\r\n"), THEIRS)
    assert (merge.kind, merge.data) == ("merged", BOTH.replace(b"\n", b"\r\n"))


def test_line_ends_alone_are_no_conflict() -> None:
    merge = merge_file("notes.txt", BASE, BASE.replace(b"\n", b"\r\n"), THEIRS)
    assert (merge.kind, merge.data) == ("merged", THEIRS.replace(b"\n", b"\r\n"))


def test_markers_end_as_the_other_lines() -> None:
    merge = merge_file("notes.txt", b"a\n", b"b\r\n", b"c\n")
    assert merge.data is not None
    assert merge.data.count(b"\r\n") == merge.data.count(b"\n") == 7
    assert merge.lines == (1,)


def test_mixed_line_ends_stay() -> None:
    ours = b"zero\r\none\ntwo\nthree\nfour\nfive\n"
    merge = merge_file("notes.txt", BASE, ours, THEIRS)
    assert (merge.kind, merge.data) == ("merged", ours + b"six\n")


def test_last_line_stays_open() -> None:
    merge = merge_file("notes.txt", BASE, OURS[:-1], THEIRS)
    assert (merge.kind, merge.data) == ("merged", BOTH[:-1])


def test_byte_order_mark_stays() -> None:
    mark = b"\xef\xbb\xbf"
    merge = merge_file("notes.txt", BASE, mark + OURS, THEIRS)
    assert (merge.kind, merge.data) == ("merged", mark + BOTH)


def test_bytes_that_are_no_utf_8_stay() -> None:
    ours = b"caf\xe9\n" + BASE
    merge = merge_file("notes.txt", BASE, ours, THEIRS)
    assert (merge.kind, merge.data) == ("merged", ours + b"six\n")


def test_binary_files_are_not_merged() -> None:
    merge = merge_file("logo.png", b"\0a", b"\0b", b"\0c")
    assert (merge.kind, merge.data, merge.reason) == ("conflict", b"\0b", "binary")


def test_what_looks_like_a_marker_is_text() -> None:
    heading = b"Title\n=======\n"
    merge = merge_file("notes.rst", heading + BASE, heading + OURS, heading + THEIRS)
    assert (merge.kind, merge.data) == ("merged", heading + BOTH)
    others = b"<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs\n"
    merge = merge_file("notes.txt", BASE, others + BASE, THEIRS)
    assert (merge.kind, merge.data) == ("merged", others + THEIRS)


def test_a_conflict_that_is_open_is_left_alone() -> None:
    marked = merge_file("notes.txt", b"a\n", b"b\n", b"c\n").data
    assert marked is not None
    merge = merge_file("notes.txt", b"a\n", marked, b"d\n")
    assert (merge.kind, merge.data, merge.reason) == ("conflict", marked, "unresolved")
    assert find_markers(marked) == merge.lines == (1,)


def test_line_separators_of_unicode_are_no_line_ends() -> None:
    base = "a\u2028b\x0cc\n"
    merge = merge_file("notes.txt", base.encode(), f"{base}d\n".encode(), f"z\n{base}".encode())
    assert (merge.kind, merge.data) == ("merged", f"z\n{base}d\n".encode())
