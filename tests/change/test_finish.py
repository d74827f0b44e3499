"""Conflicts are decided by hand, and `--continue` ends the change only when they are."""

from pathlib import Path

import pytest

from apigen.change.checkpoint import find_last
from apigen.change.decisions import find_fault
from apigen.change.finishing import finish
from apigen.change.landed import Landed
from apigen.change.unfinished import find_unfinished, make_refusal
from apigen.draft import MadeFile
from apigen.errors import Refused, UsageError
from apigen.merging.result import FileMerge

from ..tools import replace_uv
from .changes import (
    AFTER,
    BEFORE,
    MARKED,
    commit,
    find_state,
    land,
    make_change,
    mark,
    read_all,
    undo,
    watch,
    write_shop,
)

APP = "src/shop/app.py"
TORN = {**AFTER, APP: f"app = 1\n{MARKED}", "README.md": f"# Shop\n\nTitle\n=======\n\n{MARKED}"}
CONFLICTS = (mark("README.md"), mark(APP))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A small project in which two files have conflicts."""
    root = write_shop(tmp_path / "shop")
    land(make_change(root, TORN, CONFLICTS))
    return root


def go_on(root: Path, *, install: bool = False) -> Landed:
    return finish(root, install=install, watch=watch)


def test_conflicts_end_with_exit_code_3_and_every_file_named(tmp_path: Path) -> None:
    landed = land(make_change(write_shop(tmp_path / "shop"), TORN, CONFLICTS))
    error = landed.find_error()
    assert error is not None
    assert error.exit_code == 3
    assert error.lines == ("README.md: marked at line 1", f"{APP}: marked at line 1")
    assert "apigen add --continue" in error.hint
    assert landed.manifest.state == "conflicts"


def test_continue_waits_until_names_that_went_are_not_used_any_more(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    gone = FileMerge(APP, b"app = Gone()\n", "conflict", 0, "undefined: Gone", (1,))
    land(make_change(root, {**AFTER, APP: "app = Gone()\n"}, (gone,)))

    with pytest.raises(Refused) as refusal:
        go_on(root)
    assert refusal.value.lines == (
        f"{APP}: it uses Gone, which nothing in it defines any more: mend it",
    )

    (root / APP).write_text("app = 1\n")
    assert go_on(root).manifest.state == "done"


def test_continue_names_every_marker_by_its_line_and_changes_nothing(shop: Path) -> None:
    before = read_all(shop)
    with pytest.raises(Refused) as caught:
        go_on(shop)
    assert [line.partition(": ")[0] for line in caught.value.lines] == [
        "README.md:6",
        "README.md:8",
        "README.md:11",
        f"{APP}:2",
        f"{APP}:4",
        f"{APP}:7",
    ]
    assert read_all(shop) == before
    assert find_state(shop) == "conflicts"


def test_a_heading_is_no_marker(shop: Path) -> None:
    (shop / APP).write_text("app = 2\n")
    (shop / "README.md").write_text("# Shop\n\nTitle\n=======\n\n<<<<<<< HEAD\n")
    landed = go_on(shop)
    assert landed.manifest.state == "done"
    assert landed.steps == ("uv run pytest",)


def test_lines_that_end_as_on_windows_are_seen(shop: Path) -> None:
    (shop / APP).write_text("app = 2\n")
    (shop / "README.md").write_bytes(MARKED.replace("\n", "\r\n").encode())
    with pytest.raises(Refused) as caught:
        go_on(shop)
    assert len(caught.value.lines) == 3


def test_the_markers_of_a_templates_update_count_as_well(shop: Path) -> None:
    (shop / APP).write_text("app = 2\n")
    sides = ("<<<<<<< before updating", "a", "=======", "b", ">>>>>>> after updating")
    (shop / "README.md").write_text("\n".join(sides))
    with pytest.raises(Refused) as caught:
        go_on(shop)
    assert [line.split(":")[1] for line in caught.value.lines] == ["1", "5"]


def test_what_could_be_parsed_before_must_be(shop: Path) -> None:
    (shop / "README.md").write_text("# Shop\n")
    (shop / APP).write_text("app = 2\n=======\napp = 3\n")
    with pytest.raises(Refused) as caught:
        go_on(shop)
    [line] = caught.value.lines
    assert line.startswith(f"{APP}:2: it cannot be parsed: invalid syntax")


@pytest.mark.parametrize(
    ("path", "whole", "broken", "line"),
    [
        ("a.py", "a = 1\n", "a = 1\na =\n", 2),
        ("a.json", '{"a": 1}', '{"a": 1,\n}', 2),
        ("a.yaml", "a: 1\n", "a: 1\nb: [\n", 3),
        ("a.yml", "a: 1\n", "a: 1\na: 2\n", 0),
        ("a.toml", "a = 1\n", "a = 1\na = 2\n", 0),
    ],
)
def test_files_are_parsed_by_their_kind(path: str, whole: str, broken: str, line: int) -> None:
    assert find_fault(path, whole.encode()) is None
    fault = find_fault(path, broken.encode())
    assert fault is not None
    assert fault[0] == line
    assert fault[1].startswith("it cannot be parsed")


def test_what_could_not_be_parsed_before_need_not_be(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    (root / APP).write_text("{{ template }}\napp =\n")
    land(make_change(root, TORN, CONFLICTS))
    (root / "README.md").write_text("# Shop\n")
    (root / APP).write_text("{{ template }}\nmore =\n")
    assert go_on(root).manifest.state == "done"


@pytest.mark.parametrize("way", ["delete", "checkout", "commit"])
def test_other_ways_to_decide_are_fine(way: str, shop: Path) -> None:
    for path in ("README.md", APP):
        if way == "delete":
            (shop / path).unlink()
        else:
            (shop / path).write_text(BEFORE[path])
    if way == "commit":
        commit(shop)
    assert go_on(shop).manifest.state == "done"
    with pytest.raises(UsageError, match="no change to continue"):
        go_on(shop)


def test_a_conflict_without_markers_is_decided_by_continuing(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    before = read_all(root)
    merge = FileMerge(APP, BEFORE[APP].encode(), "conflict", 1, "changed-and-removed")
    land(make_change(root, {"README.md": "# Other\n"}, (merge,)))
    (root / APP).unlink()
    assert go_on(root).manifest.state == "done"
    undo(root)
    assert read_all(root) == before


def test_a_text_beside_its_file_has_to_be_taken_over_and_deleted(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    merge = FileMerge("README.md.apigen-new", b"new\n", "conflict", reason="take it over")
    land(make_change(root, {**AFTER, merge.path: "new\n"}, (merge,)))
    with pytest.raises(Refused) as caught:
        go_on(root)
    assert caught.value.lines == ("README.md.apigen-new: take it over",)
    (root / merge.path).unlink()
    assert go_on(root).manifest.state == "done"


def test_no_other_change_begins_meanwhile(shop: Path) -> None:
    unfinished = find_unfinished(shop)
    assert unfinished is not None
    error = make_refusal(unfinished)
    assert error.exit_code == 3
    assert "has conflicts and is not finished" in error.message
    assert "apigen add --continue" in error.hint
    assert "apigen undo" in error.hint
    undo(shop)
    assert find_unfinished(shop) is None


def test_half_resolved_conflicts_are_undone_without_force_and_come_again(shop: Path) -> None:
    (shop / APP).write_text("app = half\n")
    torn = read_all(shop)
    undo(shop)
    assert (shop / APP).read_text() == BEFORE[APP]
    assert find_unfinished(shop) is None
    assert undo(shop).manifest.state == "conflicts"
    assert read_all(shop) == torn
    with pytest.raises(Refused, match="still to be decided"):
        go_on(shop)
    (shop / "README.md").write_text("# Shop\n")
    assert go_on(shop).manifest.state == "done"
    undo(shop)
    assert (shop / "README.md").read_text() == BEFORE["README.md"]


def test_what_was_decided_counts_as_the_change_and_later_edits_do_not(shop: Path) -> None:
    for path in ("README.md", APP):
        (shop / path).write_text("decided = 1\n")
    go_on(shop)
    (shop / APP).write_text("edited = 1\n")
    with pytest.raises(Refused, match=f"{APP} was changed since"):
        undo(shop)
    (shop / APP).write_text("decided = 1\n")
    undo(shop)
    assert (shop / APP).read_text() == BEFORE[APP]


def test_taking_it_back_by_git_is_noticed(shop: Path) -> None:
    undo(shop)
    undo(shop)
    for path, text in BEFORE.items():
        (shop / path).parent.mkdir(parents=True, exist_ok=True)
        (shop / path).write_text(text)
    (shop / "src/shop/auth/users.py").unlink()
    assert find_unfinished(shop) is None


UV = """
echo "$@" >> ran
mkdir -p .venv/bin
[ "$2" = --frozen ] || echo "lock of $(cat README.md | wc -c)" > uv.lock
printf '#!/bin/sh\\ncat README.md > openapi.json\\n' > .venv/bin/make-openapi
chmod +x .venv/bin/make-openapi
"""
MADE = (MadeFile("openapi.json", "make-openapi"),)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with an environment, and a uv that only writes down what it is asked for."""
    replace_uv(tmp_path, UV)
    monkeypatch.setattr("apigen.environment._find_uv", lambda: str(tmp_path / "uv"))
    root = write_shop(tmp_path / "shop")
    (root / "pyproject.toml").write_text("[project]\n")
    (root / "uv.lock").write_text("lock\n")
    (root / "openapi.json").write_text("old\n")
    (root / ".venv").mkdir()
    return root


def change_all(root: Path, conflicts: tuple[FileMerge, ...] = ()) -> Landed:
    after = {**(TORN if conflicts else AFTER), "pyproject.toml": "[project]\nmore = 1\n"}
    return land(make_change(root, after, conflicts, made_files=MADE), install=True)


def test_what_commands_make_is_made_and_taken_back(installed: Path) -> None:
    before = read_all(installed)
    landed = change_all(installed)
    assert landed.is_installed
    assert landed.made == ("openapi.json",)
    assert landed.steps == ("uv run pytest",)
    after = read_all(installed)
    assert after["uv.lock"] != before["uv.lock"]
    assert after["openapi.json"] != before["openapi.json"]
    undo(installed, install=True)
    assert (installed / "ran").read_text() == "sync\nsync --frozen\n"
    (installed / "ran").unlink()
    assert read_all(installed) == before
    undo(installed, install=True)
    assert (installed / "ran").read_text() == "sync --frozen\n"
    (installed / "ran").unlink()
    assert {**read_all(installed), "ran": None} == {**after, "ran": None}


def test_a_project_that_is_not_uvs_is_not_installed_by_it(installed: Path) -> None:
    (installed / "uv.lock").unlink()
    (installed / ".apigen.toml").unlink()
    change = make_change(installed, {"pyproject.toml": "[project]\nmore = 1\n"}, label="update")
    landed = land(change, install=True)
    assert not landed.is_installed
    assert landed.steps == ("uv run pytest",)
    assert not (installed / "ran").exists()


def test_with_conflicts_it_waits_for_the_end(installed: Path) -> None:
    before = read_all(installed)
    landed = change_all(installed, CONFLICTS)
    assert not landed.is_installed
    assert not (installed / "ran").exists()
    for path in ("README.md", APP):
        (installed / path).write_text("decided = 1\n")
    landed = go_on(installed, install=True)
    assert landed.is_installed
    assert (installed / "openapi.json").read_text() == "decided = 1\n"
    undo(installed)
    (installed / "ran").unlink()
    assert read_all(installed) == before


def test_what_is_not_installed_is_a_step_and_taken_back_all_the_same(installed: Path) -> None:
    before = read_all(installed)
    after = {**AFTER, "pyproject.toml": "[project]\nmore = 1\n"}
    landed = land(make_change(installed, after, made_files=MADE))
    assert landed.steps == ("uv sync", "uv run make-openapi", "uv run pytest")
    (installed / "uv.lock").write_text("made by the person\n")
    undo(installed)
    assert read_all(installed) == before


def test_an_environment_that_cannot_be_installed_is_an_error_after_the_end(
    installed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replace_uv(tmp_path, "echo no network; exit 2")
    landed = change_all(installed)
    error = landed.find_error()
    assert error is not None
    assert error.exit_code == 1
    assert "no network" in error.message
    assert landed.steps == ("uv sync", "uv run make-openapi", "uv run pytest")
    assert landed.manifest.state == "done"


def test_what_was_interrupted_while_installing_is_continued_or_undone(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_all(installed)

    def stop(*words: object, **options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("apigen.change.equipping.install", stop)
        with pytest.raises(KeyboardInterrupt):
            change_all(installed)
    assert find_state(installed) == "landed"
    unfinished = find_unfinished(installed)
    assert unfinished is not None
    assert "was interrupted and is not finished" in make_refusal(unfinished).message
    assert go_on(installed, install=True).is_installed
    assert find_state(installed) == "done"
    undo(installed)
    (installed / "ran").unlink()
    assert read_all(installed) == before


def test_the_owners_upgrade_of_the_lock_file_is_an_edit(installed: Path) -> None:
    change_all(installed)
    (installed / "uv.lock").write_text("upgraded\n")
    with pytest.raises(Refused, match=r"uv.lock was changed since"):
        undo(installed)
    undo(installed, is_forced=True)
    last = find_last(installed)
    assert last is not None
    [lock] = [each for each in last.manifest.files if each.path == "uv.lock"]
    assert last.read(lock) == b"upgraded\n"
