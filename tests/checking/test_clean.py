"""A new project has nothing to be mended, whatever it was made of."""

from pathlib import Path

import pytest

from apigen.checking.examination import check_project
from apigen.selection import Selection

from ..generated.combinations import make_draft, name
from ..generated.test_combinations import CHECKED
from ..generated.workshop import write_project
from .projects import find, find_work, make, make_tracked


@pytest.mark.parametrize("selection", CHECKED, ids=name)
def test_a_new_project_needs_no_work(selection: Selection, tmp_path: Path) -> None:
    root = write_project(make_draft(selection), tmp_path / "shop")
    report = check_project(selection.catalog, root)
    assert report.work == ()
    assert {each.kind for each in report.news} <= {"unlocked", "not-made"}


def test_an_edited_project_needs_no_work(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)
    (root / "README.md").write_text("Ours.\n")
    (root / "tests/test_app.py").unlink()
    (root / "src/shop/own.py").write_text("")
    assert find_work(root) == []
    assert [each.path for each in find(root, "changed")] == ["README.md"]
    assert [each.path for each in find(root, "missing")] == ["tests/test_app.py"]


def test_nothing_is_written(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)

    def look() -> dict[str, tuple[int, bytes]]:
        files = (path for path in root.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = look()
    find(root)
    assert look() == before


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "Dockerfile").rename(tmp_path / "Dockerfile")
    (root / "Dockerfile").symlink_to(tmp_path / "Dockerfile")
    (root / ".github").rename(tmp_path / "github")
    (root / ".github").symlink_to(tmp_path / "github")
    (tmp_path / "github/workflows/ci.yml.apigen-new").write_text("")
    blocked = {each.path: each.message for each in find(root, "blocked")}
    assert blocked["Dockerfile"] == "It is left alone: a symbolic link is in its place."
    assert "its folder .github is a symbolic link" in blocked[".github/workflows/ci.yml"]
    assert not find_work(root)
