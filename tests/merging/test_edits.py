"""Owners' edits of every shared file survive every feature that comes and goes."""

import re
import tomllib
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


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.path}: {edit.name}")
def test_edit_stays_when_features_come_and_go(edit: Edit) -> None:
    tried = 0
    seen = set()
    for name, before, after in list_pairs():
        base, theirs = before.get(edit.path), after.get(edit.path)
        if base is None or theirs is None or base == theirs or (base, theirs) in seen:
            continue
        seen.add((base, theirs))
        ours, expected = edit.make(base), edit.make(theirs, is_later=True)
        if ours is None or expected is None:
            continue
        tried += 1
        merged = merge_file(edit.path, *(text.encode() for text in (base, ours, theirs)))
        assert merged.data is not None
        assert (name, merged.data.decode()) == (name, expected)
        if not edit.goes_back:
            continue
        back = merge_file(edit.path, theirs.encode(), merged.data, base.encode())
        assert back.data is not None
        assert (name, back.data.decode()) == (name, ours)
    assert tried or edit.path in {"justfile", ".github/workflows/ci.yml", "Dockerfile"}
