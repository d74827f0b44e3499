"""Owners' edits of every shared file survive every feature that comes and goes."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from apigen.merging.files import merge_file

from .renderings import list_pairs

CASES = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Edit:
    """One edit by an owner: the first match of `find` becomes `put`; `then` finds it with a feature."""

    name: str
    path: str
    find: str
    put: str
    then: str = ""
    then_put: str = ""
    goes_back: bool = True

    def make(self, text: str, *, is_later: bool = False) -> str | None:
        """Give the edited text, or None where the place is not there."""
        find = self.then if is_later and self.then else self.find
        put = self.then_put if is_later and self.then_put else self.put
        edited, count = re.subn(find, put, text, count=1)
        return edited if count else None


def load_edits() -> list[Edit]:
    """Give the edits of all files of cases."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("edits_*.toml"))]
    return [Edit(**edit) for text in texts for edit in tomllib.loads(text)["edit"]]


EDITS = load_edits()


def list_changes(path: str) -> Iterator[tuple[str, str, str]]:
    """Give the features that change a file, with its text before and after each."""
    seen = set()
    for name, before, after in list_pairs():
        base, theirs = before.get(path), after.get(path)
        if base and theirs and base != theirs and (base, theirs) not in seen:
            seen.add((base, theirs))
            yield name, base, theirs


def merge(path: str, base: str, ours: str, theirs: str) -> str:
    merged = merge_file(path, base.encode(), ours.encode(), theirs.encode())
    assert merged.data is not None
    return merged.data.decode()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.path}: {edit.name}")
def test_edit_stays_when_features_come_and_go(edit: Edit) -> None:
    tried = 0
    for name, base, theirs in list_changes(edit.path):
        ours, expected = edit.make(base), edit.make(theirs, is_later=True)
        if ours is None or expected is None:
            continue
        tried += 1
        merged = merge(edit.path, base, ours, theirs)
        assert (name, merged) == (name, expected)
        if edit.goes_back:
            assert (name, merge(edit.path, theirs, merged, base)) == (name, ours)
    assert tried


@pytest.mark.parametrize("path", sorted({edit.path for edit in EDITS}))
def test_all_edits_of_a_file_stay_together(path: str) -> None:
    edits = [edit for edit in EDITS if edit.path == path and edit.goes_back]
    for name, base, theirs in list_changes(path):
        ours, expected = base, theirs
        for edit in edits:
            changed = edit.make(ours), edit.make(expected, is_later=True)
            ours, expected = (
                (changed[0], changed[1]) if changed[0] and changed[1] else (ours, expected)
            )
        merged = merge(path, base, ours, theirs)
        assert (name, merged) == (name, expected)
        assert (name, merge(path, theirs, merged, base)) == (name, ours)
