"""A project that an older apigen wrote is outdated until it is updated."""

from pathlib import Path

import pytest

from ..change.former import DIFFERENT, DIFFERENT_IN, FRAMEWORKS, NEW, RENAMED, write_former
from ..change.former_edits import edit
from ..change.test_updating import _update as update
from .projects import find, find_work


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_written_otherwise_today_is_outdated_until_it_is_updated(
    framework: str, tmp_path: Path
) -> None:
    root = write_former(tmp_path, framework)
    edit(root, framework)
    work = find_work(root)
    assert {kind for kind, _, _ in work} == {"outdated"}
    different = {*DIFFERENT.values(), *DIFFERENT_IN[framework].values(), *RENAMED.values(), *NEW}
    different -= {"migrations/versions/0001_create_items.py", "src/shop/services/orders.py"}
    assert different <= {path for _, path, _ in work}
    assert {each.action for each in find(root, "outdated")} == {"apigen update"}
    update(root, force=True)
    assert find_work(root) == []
