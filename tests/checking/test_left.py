"""What runs have left undone is found: marks of conflicts, texts beside files, staging folders, changes."""

import fcntl
import os
from pathlib import Path

import pytest

from apigen.change.finishing import finish
from apigen.checking.leftovers import check_staging, check_texts_beside
from apigen.checking.markers import check_markers
from apigen.checking.unfinished import check_unfinished
from apigen.state import FILE_NAME

from ..change.changes import land, make_change, mark, watch
from .projects import find_work, look, make, make_tracked, track

CONFLICT = "<<<<<<< yours\na = 1\n||||||| before\na = 0\n=======\na = 2\n>>>>>>> apigen\n"
# So that no tool takes this file for one with conflicts.
MARKED = f"import os\n\n{CONFLICT}{CONFLICT}"


def test_conflicts_are_found_in_what_apigen_wrote(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "src/shop/app.py").write_text(MARKED)
    assert find_work(root) == [("conflict", "src/shop/app.py", 3)]
    [finding] = look(root, check_markers)
    assert finding.message == "2 conflicts are marked here and not resolved."


def test_conflicts_are_found_in_what_git_tracks_and_in_hidden_files(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)
    track(root, "docs/ours.md", MARKED)
    track(root, ".config/ours.yaml", MARKED.replace("\n", "\r\n"))
    (root / "untracked.txt").write_text(MARKED)
    assert [each.path for each in look(root, check_markers)] == [
        ".config/ours.yaml",
        "docs/ours.md",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\n\nText\n",
        "<<<<<<< not\nended\n",
        "<<<<<<< a\n>>>>>>> b\n",
        "  <<<<<<< a\n=======\n>>>>>>> b\n",
        "<<<<<<< a\n=======\n>>>>>>> b\n\0",
    ],
)
def test_what_only_looks_like_a_conflict_is_none(tmp_path: Path, text: str) -> None:
    root = make(tmp_path)
    (root / "README.md").write_text(text)
    assert look(root, check_markers) == []


def test_conflicts_in_the_memory_itself(tmp_path: Path) -> None:
    root = make(tmp_path)
    text = (root / FILE_NAME).read_text()
    (root / FILE_NAME).write_text(CONFLICT + text)
    kinds = [kind for kind, path, _ in find_work(root) if path == FILE_NAME]
    assert kinds == ["unreadable", "conflict"]


def test_texts_beside_files(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / ".github/workflows/ci.yml.apigen-new").write_text("")
    (root / "src/shop/own.py.apigen-new").write_text("")
    assert find_work(root) == [
        ("beside", ".github/workflows/ci.yml.apigen-new", 0),
        ("beside", "src/shop/own.py.apigen-new", 0),
    ]
    [finding, _] = look(root, check_texts_beside)
    assert finding.action.endswith(
        "git diff --no-index .github/workflows/ci.yml .github/workflows/ci.yml.apigen-new"
    )


def test_staging_folders_of_runs_that_were_killed(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / ".shop.apigen-tmp-0123abcd").mkdir()
    (tmp_path / ".shop.apigen-tmp-00000000").mkdir()
    (tmp_path / ".other.apigen-tmp-00000000").mkdir()
    assert find_work(root) == [
        ("interrupted", ".shop.apigen-tmp-0123abcd", 0),
        ("interrupted", "../.shop.apigen-tmp-00000000", 0),
    ]


def test_a_run_at_work_is_only_told(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / ".shop.apigen-tmp-0123abcd").mkdir()
    held = os.open(root / ".shop.apigen-tmp-0123abcd", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    assert find_work(root) == []
    assert [each.kind for each in look(root, check_staging)] == ["at-work"]
    os.close(held)


def test_what_copier_could_not_apply_is_no_matter_of_apigens_own_projects(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data.rej").write_text("")
    assert find_work(root) == []


def test_a_change_with_conflicts_is_unfinished_until_it_is_continued(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)
    path = "src/shop/app.py"
    planned = make_change(root, {path: MARKED}, (mark(path, MARKED),), label="add docs")
    landed = land(planned)
    assert landed.conflicts
    before = (landed.checkpoint / "manifest.json").read_bytes()
    assert find_work(root) == [("unfinished", path, 3), ("conflict", path, 3)]
    (root / path).write_text("app = 1\n")
    [finding] = look(root, check_unfinished)
    assert finding.message == (
        "The change `add docs` is not finished, though nothing is left to decide."
    )
    assert finding.action == "apigen add --continue; or take it back: apigen undo"
    assert (landed.checkpoint / "manifest.json").read_bytes() == before
    finish(root, install=False, watch=watch)
    assert look(root, check_unfinished) == []


def test_a_change_that_was_taken_back_is_no_matter(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)
    path = "src/shop/app.py"
    text = (root / path).read_text()
    land(make_change(root, {path: MARKED}, (mark(path, MARKED),)))
    (root / path).write_text(text)
    assert find_work(root) == []


def test_a_checkpoint_that_is_spoilt_is_named(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)
    landed = land(make_change(root, {"own.py": "a = 1\n"}))
    (landed.checkpoint / "manifest.json").write_text("{}")
    [finding] = look(root, check_unfinished)
    assert "cannot be read" in finding.message
