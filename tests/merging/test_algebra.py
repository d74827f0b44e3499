"""What holds for every merge."""

import re
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigen.merging.files import merge_file
from apigen.merging.result import FileMerge
from apigen.merging.text import OURS, split_lines

from .renderings import list_pairs

# Of every kind of line that is somewhere, those that an owner writes there.
NEW = [
    "# mine\n",
    "x = 1\n",
    "    own.init_app(app)\n",
    "MINE=1\n",
    "- mine\n",
    "\n",
    "| a | b |\n",
]


@cache
def list_changes() -> list[tuple[str, str, str]]:
    """Give every file that a feature changes: its path, and its text before and after."""
    return [
        (path, before[path], after[path])
        for _, before, after in list_pairs()
        for path in sorted(before.keys() & after.keys())
        if before[path] != after[path]
    ]


def merge(path: str, base: str, ours: str, theirs: str) -> FileMerge:
    return merge_file(path, base.encode(), ours.encode(), theirs.encode())


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """Give the path of a file, its text, that text with an owner's edits, and apigen's new text."""
    path, base, theirs = draw(st.sampled_from(list_changes()))
    if draw(st.booleans()):
        base, theirs = theirs, base
    lines = split_lines(base)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines)))
        count = draw(st.sampled_from([0, 0, 0, 1, 2]))
        lines[place : place + count] = draw(st.lists(st.sampled_from(NEW), max_size=2))
    return path, base, "".join(lines), theirs


@given(edited())
@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
def test_nothing_is_lost(case: tuple[str, str, str, str]) -> None:
    path, base, ours, theirs = case
    merged = merge(path, base, ours, theirs)
    assert merged.data is not None
    text = merged.data.decode()
    assert merge(path, base, ours, theirs) == merged
    assert (merged.kind == "conflict") == bool(merged.conflicts or merged.reason)
    assert text.count(OURS) == len(merged.lines) == merged.conflicts
    there = {line.strip(" ,\n") for line in split_lines(text)}
    before, now = ({line.strip(" ,\n") for line in split_lines(one)} for one in (base, theirs))
    own = {line.strip(" ,\n") for line in split_lines(ours)}
    words = set(re.findall(r"\w+", text))
    for line in own - before | now - before:
        # A list that has items of both sides is another line.
        assert line in there or words.issuperset(re.findall(r"\w+", line)), line


@given(edited())
@settings(
    max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
def test_who_alone_changed_something_has_it_so(case: tuple[str, str, str, str]) -> None:
    path, base, ours, theirs = case
    assert merge(path, base, base, theirs).data == theirs.encode()
    assert merge(path, base, ours, base).data == ours.encode()
    assert merge(path, base, theirs, theirs).data == theirs.encode()


@given(edited())
@settings(
    max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
def test_a_merge_that_is_made_again_changes_nothing(case: tuple[str, str, str, str]) -> None:
    path, base, ours, theirs = case
    merged = merge(path, base, ours, theirs)
    if merged.kind == "merged" and merged.data is not None:
        again = merge(path, theirs, merged.data.decode(), theirs)
        assert (again.kind, again.data) == ("same", merged.data)
