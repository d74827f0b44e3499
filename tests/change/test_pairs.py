"""Two features give the same project whichever comes first, or are refused whichever comes first."""

from itertools import combinations, product
from pathlib import Path

import pytest

from apigen.errors import UsageError
from apigen.question import FRAMEWORKS, Value

from ..generated.combinations import IS_FULL
from .features import BARE, FEATURES, edit_all, say, see
from .projects import Texts, change, draft, read, render, write

# Of all pairs, every so many are tried in each run; the full matrix tries them all.
_STEP = 1 if IS_FULL else 11
_BASE: dict[str, Value] = {**BARE, "database": "sqlite"}
PAIRS = [
    pytest.param(framework, one.word, other.word, id=f"{framework}-{one.word}-{other.word}")
    for framework, (one, other) in product(FRAMEWORKS, combinations(FEATURES, 2))
    if (one.key != other.key or isinstance(one.value, tuple))
    # It is there already.
    and "sqlite" not in {one.word, other.word}
]


@pytest.mark.parametrize(("framework", "one", "other"), PAIRS[::_STEP])
def test_two_features_in_either_order(tmp_path: Path, framework: str, one: str, other: str) -> None:
    texts = render(draft(say(framework, _BASE)))
    mine = edit_all(texts, texts)

    assert _add(tmp_path / "a", mine, (one, other)) == _add(tmp_path / "b", mine, (other, one))


def _add(root: Path, texts: Texts, words: tuple[str, str]) -> Texts | None:
    """Add one after the other, and give what is there then; None where it is refused."""
    write(root, texts)
    try:
        for word in words:
            assert not change(root, "add", [word]).conflicts
    except UsageError:
        return None
    return see(read(root))
