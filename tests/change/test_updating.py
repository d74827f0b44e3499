"""Updates of projects that an older apigen wrote: as new ones of today, with what their owners changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from apigen import __version__, environment
from apigen.catalog import load_catalog
from apigen.change.bases import look_in_history, look_on_disk, recover_base
from apigen.change.pristine import look_in_store
from apigen.commands.undo import undo
from apigen.commands.update import update
from apigen.errors import Refused, UsageError
from apigen.existing.recall import read_stored
from apigen.repository import commit, list_changes
from apigen.state import FILE_NAME, blob_id

from ..checking.projects import find
from ..tools import read_tree, write_tree
from . import former
from .former import SEAMS, clone, read_former, read_today, write_former, write_former_tool
from .former_edits import DELETED, EDITS, EDITS_IN, OWN_FILES, edit, edit_texts

MIGRATION = former.DIFFERENT["a migration"]
# Clones that lack what apigen wrote.
PARTIAL = (("fastapi", "shallow"), ("flask", "squashed"))
OPTIONS: Mapping[str, Any] = {
    **dict.fromkeys(("dry_run", "diff", "json", "force", "resume", "trust"), False),
    **dict.fromkeys(("ref", "data", "answers_file")),
    "yes": True,
    "no_install": True,
    "offline": True,
    "seam": None,
}


def _update(root: Path, **options: Any) -> None:
    update(load_catalog(), {**OPTIONS, "project": str(root), **options})


def _expect(framework: str, *, is_edited: bool = False) -> dict[str, str]:
    """Give today's project, but for the migration, which databases have gone through.

    What registers routes is remembered with all that there are now.
    """
    today, former = read_today(framework), read_former(framework)
    texts = {**today, MIGRATION: former[MIGRATION]}
    blobs = read_stored(today[FILE_NAME].encode(), "").blobs
    for path in (MIGRATION, *SEAMS):
        blob = blob_id(texts[path].encode())
        texts[FILE_NAME] = texts[FILE_NAME].replace(blobs[path], blob)
    return edit_texts(texts, framework) if is_edited else texts


def _commit_edits(root: Path, framework: str) -> None:
    before = {*read_tree(root)}
    edit(root, framework)
    commit(root, tuple(before | {*read_tree(root)}), "Make it ours")


@pytest.mark.parametrize("framework", former.FRAMEWORKS)
def test_a_former_project_differs_from_todays_in_every_kind_of_file(framework: str) -> None:
    old, new = read_former(framework), read_today(framework)
    for path in (former.DIFFERENT | former.DIFFERENT_IN[framework]).values():
        assert old[path] != new[path], path
    for path, now in former.RENAMED.items():
        assert old[path] == new[now]
        assert now not in old
        assert path not in new
    assert not {*former.NEW} & old.keys()
    assert not {*former.GONE} & new.keys()
    assert {*former.NEW} <= new.keys()
    assert {*former.GONE} <= old.keys()
    assert read_stored(old[FILE_NAME].encode(), "").generator == former.VERSION


@pytest.mark.parametrize("framework", former.FRAMEWORKS)
def test_a_project_that_nobody_changed_becomes_as_a_new_one(framework: str, tmp_path: Path) -> None:
    root = write_former(tmp_path, framework)
    _update(root)
    assert read_tree(root) == _expect(framework)


@pytest.mark.parametrize("framework", former.FRAMEWORKS)
def test_what_the_owner_changed_is_kept(framework: str, tmp_path: Path) -> None:
    root = write_former(tmp_path, framework)
    _commit_edits(root, framework)
    _update(root)
    assert read_tree(root) == _expect(framework, is_edited=True)


@pytest.mark.parametrize("framework", former.FRAMEWORKS)
def test_a_full_clone_needs_nothing_else(framework: str, tmp_path: Path) -> None:
    root = write_former(tmp_path, framework)
    _commit_edits(root, framework)
    copy = clone(root, "full")
    _update(copy)
    assert read_tree(copy) == _expect(framework, is_edited=True)


@pytest.mark.parametrize(("framework", "how"), PARTIAL)
def test_what_a_clone_lacks_is_written_again_by_the_version_that_wrote_it(
    framework: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_former(tmp_path, framework)
    _commit_edits(root, framework)
    copy = clone(root, how)
    uv = write_former_tool(tmp_path / "tool", framework)
    monkeypatch.setattr(environment, "_find_uv", lambda: str(uv))
    _update(copy, offline=False)
    assert read_tree(copy) == _expect(framework, is_edited=True)
    new, *later = (uv.with_name("told")).read_text().splitlines()
    switches = f"--require-version {former.VERSION} --no-git --no-install --yes"
    assert new.partition(" apigen ")[2].startswith(f"new {switches} --")
    assert [line.rpartition(" -- ")[2] for line in later if "/items" not in line] == [
        "/orders customer:str total:decimal"
    ]


@pytest.mark.parametrize(("framework", "how"), PARTIAL)
def test_what_cannot_be_merged_is_left_alone_with_the_new_text_beside_it(
    framework: str, how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_former(tmp_path, framework)
    _commit_edits(root, framework)
    copy, before, new = clone(root, how), read_tree(root), _expect(framework)
    with pytest.raises(Refused) as refusal:
        _update(copy)
    assert "without --offline" in " ".join(capsys.readouterr().out.split())
    after = read_tree(copy)
    edited = {one.path for one in (*EDITS, *EDITS_IN[framework])}
    changed = {path for path in edited if new[path] != read_former(framework)[path]}
    assert changed - {*SEAMS} == {path for path in changed if f"{path}.apigen-new" in after}
    for path in before:
        if path in edited | {*OWN_FILES}:
            assert after[path] == before[path]
        elif path != FILE_NAME and path in new:
            assert after[path] == new[path]
    beside = {path for path in after if path.endswith(".apigen-new")}
    for path in beside:
        assert after[path] == new[path.removesuffix(".apigen-new")]
    assert {line.partition(":")[0] for line in refusal.value.lines} == beside
    assert not {*DELETED} & after.keys()
    *most, last = sorted(beside)
    for path in most:
        (copy / path).unlink()
    with pytest.raises(Refused, match="still to be decided") as refusal:
        _update(copy, resume=True)
    assert [line.partition(":")[0] for line in refusal.value.lines] == [last]
    (copy / last).unlink()
    _update(copy, resume=True)


def test_what_an_update_before_has_left_has_to_be_decided_first(tmp_path: Path) -> None:
    root = write_former(tmp_path, "fastapi")
    write_tree(root, {"README.md.apigen-new": "# Newer\n"})
    commit(root, ("README.md.apigen-new",), "Later")
    with pytest.raises(Refused, match="README.md.apigen-new is left of an update before"):
        _update(root)


@pytest.mark.parametrize("how", ["full", "squashed"])
def test_files_that_the_owner_deleted_stay_away(how: str, tmp_path: Path) -> None:
    root = write_former(tmp_path, "fastapi")
    gone = (
        "Dockerfile",
        "src/shop/services/orders.py",
        ".gitignore",
        "justfile",
        "CONTRIBUTING.md",
    )
    for path in gone:
        (root / path).unlink()
    commit(root, gone, "Do without")
    copy = clone(root, how)
    _update(copy)
    expected = {path: text for path, text in _expect("fastapi").items() if path not in gone}
    assert read_tree(copy) == expected


def test_where_both_changed_the_same_the_owner_decides(tmp_path: Path) -> None:
    root = write_former(tmp_path, "fastapi")
    settings, setup = root / "src/shop/settings.py", root / "src/shop/logging_setup.py"
    settings.write_text(settings.read_text().replace("2_097_152", "4_194_304"))
    setup.write_text(setup.read_text() + "\n\n# Ours.\n")
    commit(root, ("src/shop/settings.py", "src/shop/logging_setup.py"), "Edit")
    with pytest.raises(Refused) as refusal:
        _update(root)
    places = [line.partition(":")[0] for line in refusal.value.lines]
    assert places == ["src/shop/logging_setup.py", "src/shop/settings.py"]
    text = settings.read_text()
    assert text.index("<<<<<<< yours") < text.index("4_194_304") < text.index("2_097_152")
    assert text.index("2_097_152") < text.index("=======") < text.index("1_048_576")
    assert "# Ours." in setup.read_text()
    expected = _expect("fastapi")
    rest = {path for path in expected if path != "src/shop/settings.py"}
    assert {path: (root / path).read_text() for path in rest} == {p: expected[p] for p in rest}


def test_an_update_happens_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_former(tmp_path, "fastapi")
    _update(root)
    after = read_tree(root)
    capsys.readouterr()
    _update(root)
    said = " ".join(capsys.readouterr().out.split())
    assert f"The project is of apigen {__version__}, as this is. Nothing was changed." in said
    assert read_tree(root) == after


def test_an_update_can_be_taken_back_and_brought_again(tmp_path: Path) -> None:
    root = write_former(tmp_path, "flask")
    _commit_edits(root, "flask")
    before = read_tree(root)
    _update(root)
    after = read_tree(root)
    for expected in (before, after):
        undo({**OPTIONS, "project": str(root)})
        assert read_tree(root) == expected


def test_nothing_needs_work_after_an_update(tmp_path: Path) -> None:
    root = write_former(tmp_path, "flask")
    _update(root)
    assert [each.path for each in find(root) if each.needs_work] == []


def test_what_speaks_of_templates_is_for_their_projects(tmp_path: Path) -> None:
    root = write_former(tmp_path, "fastapi")
    with pytest.raises(UsageError, match="--answers-file is for projects of a Copier template"):
        _update(root, answers_file=".copier-answers.yml")


def test_no_project_goes_back_to_an_older_apigen(tmp_path: Path) -> None:
    root = write_former(tmp_path, "fastapi")
    state = root / FILE_NAME
    state.write_text(state.read_text().replace('"0.0.9"', '"2030.1"'))
    with pytest.raises(Refused, match="of apigen 2030.1, and this is the older") as refusal:
        _update(root)
    assert "apigen-starter>=2030.1" in refusal.value.hint


def test_a_folder_that_apigen_did_not_make_is_no_project_to_update(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "other", {"pyproject.toml": "[project]\n"})
    with pytest.raises(UsageError, match="apigen did not make the project"):
        _update(root)


def test_previews_change_nothing_and_say_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_former(tmp_path, "flask")
    before = read_tree(root)
    _update(root, dry_run=True)
    listed = capsys.readouterr().out
    _update(root, diff=True)
    diff = capsys.readouterr().out
    _update(root, dry_run=True, json=True)
    document = json.loads(capsys.readouterr().out)
    assert read_tree(root) == before
    assert list_changes(root) == ()
    assert not (root / ".git/apigen").exists()
    for entry in document["plan"]:
        assert f"{entry['action']:<8} {entry['path']}\n" in listed
        assert f"/{entry['path']}\n" in diff
    assert document["news"] != []
    assert document["written"] is False


def test_texts_that_are_nowhere_else_are_kept_for_the_next_update(tmp_path: Path) -> None:
    root = write_former(tmp_path, "fastapi")
    _commit_edits(root, "fastapi")
    _update(root)
    commit(root, tuple({*read_tree(root)} | {*former.GONE, *former.RENAMED}), "Update")
    stored = read_stored((root / FILE_NAME).read_bytes(), "")
    sources = (look_on_disk(root), look_in_history(root), look_in_store(root))
    base = recover_base(stored, sources)
    assert base.missing == ()
    assert base.files["README.md"].decode() == read_today("fastapi")["README.md"]


def test_a_private_file_is_left_alone_and_what_it_lacks_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_former(tmp_path, "fastapi")
    (root / ".env").write_text("SECRET_KEY=mine\nLOG_LEVEL=INFO\n")
    _update(root)
    assert (root / ".env").read_text() == "SECRET_KEY=mine\nLOG_LEVEL=INFO\n"
    said = " ".join(capsys.readouterr().out.split())
    assert ".env stays as it is, and lacks DOCS_ENABLED." in said
    assert "mine" not in said
