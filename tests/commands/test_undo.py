"""`apigen undo`, and how a change begins, waits for decisions and ends, as processes."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pexpect
import pytest

from apigen.catalog import find_templates
from apigen.destination import find_standing

from ..change.changes import commit, land, make_change, read_all, run_git, write_shop
from ..generated.projects import write_new_project
from ..tools import make_command, replace_uv, run_apigen

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new project, committed; and, beside it, the same with pages added."""
    folder = tmp_path_factory.mktemp("made")
    root = write_new_project(folder / "shop", {"database": "none", "docs": False})
    run_git(root, "init", "--quiet")
    commit(root)
    shutil.copytree(root, folder / "changed/shop")
    done = run(folder / "changed/shop", "add", "templates")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def shop(made: Path, place: Path) -> Path:
    """A new project, committed."""
    return shutil.copytree(made / "shop", place / "shop")


@pytest.fixture
def changed(made: Path, place: Path) -> Path:
    """A project that pages were added to."""
    return shutil.copytree(made / "changed/shop", place / "changed/shop")


def run(root: Path, *words: str) -> Done:
    return run_apigen(find_templates(), *words, "--no-install", cwd=root)


def make_conflict(root: Path) -> str:
    """Edit the README where `add` would change it."""
    path = root / "README.md"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(f"Mine: {line}" if line.strip() else line for line in lines))
    commit(root)
    return "README.md"


def test_a_change_is_taken_back_and_comes_again(shop: Path, changed: Path) -> None:
    before, after = read_all(shop), read_all(changed)
    done = run(changed, "undo", "--dry-run")
    assert "delete   src/shop/pages/" in done.stdout
    assert "Nothing was changed." in done.stdout
    assert read_all(changed) == after
    done = run(changed, "undo")
    assert done.returncode == 0, done.stderr
    assert "Taken back: add templates." in done.stdout
    assert read_all(changed) == before
    assert run_git(changed, "status", "--porcelain") == ""
    assert "Brought again: add templates." in run(changed, "undo").stdout
    assert read_all(changed) == after


def test_json_tells_all_of_it(shop: Path) -> None:
    document = json.loads(run(shop, "add", "templates", "--json").stdout)
    assert document["state"] == "done"
    assert Path(document["checkpoint"]).is_dir()
    preview = json.loads(run(shop, "undo", "--dry-run", "--json").stdout)
    assert {entry["action"] for entry in preview["plan"]} == {"update", "delete"}
    document = json.loads(run(shop, "undo", "--json").stdout)
    assert (document["change"], document["undone"]) == ("add templates", True)
    assert {*document["changed"], *document["removed"]} == {
        entry["path"] for entry in preview["plan"]
    }


def test_a_diff_of_it_shows_no_secret(shop: Path) -> None:
    assert run(shop, "add", "auth=jwt").returncode == 0
    secrets = re.findall(r"(?m)^\w*SECRET\w*=(.+)$", (shop / ".env").read_text())
    assert secrets
    diff = run(shop, "undo", "--diff").stdout
    assert "a/.env" in diff
    assert not [secret for secret in secrets if secret in diff]


def test_nothing_to_undo_is_a_wrong_use(shop: Path) -> None:
    done = run(shop, "undo", "--json")
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert error["kind"] == "usage-error"
    assert "There is nothing to undo" in error["message"]


def test_what_was_edited_since_is_named(changed: Path) -> None:
    (changed / "README.md").write_text("mine\n")
    done = run(changed, "undo", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["changed"] == ["README.md"]
    done = run(changed, "undo", "--force")
    assert done.returncode == 0
    assert "README.md was changed since." in " ".join(done.stdout.split())


def test_edits_in_no_commit_are_named_and_nothing_is_changed(shop: Path) -> None:
    (shop / "README.md").write_text("mine\n")
    (shop / "notes.txt").write_text("mine\n")
    before = read_all(shop)
    done = run(shop, "add", "templates")
    assert done.returncode == 3
    assert "README.md has edits that are in no commit" in done.stderr
    assert read_all(shop) == before
    assert run(shop, "add", "templates", "--force").returncode in {0, 3}
    assert read_all(shop) != before


def test_without_git_it_is_said_that_only_undo_brings_it_back(place: Path) -> None:
    root = write_new_project(place / "shop", {"database": "none", "docs": False})
    before = read_all(root)
    done = run(root, "add", "templates")
    assert done.returncode == 0, done.stderr
    assert "git does not keep this project" in " ".join(done.stdout.split())
    assert run(root, "undo").returncode == 0
    assert read_all(root) == before


def test_conflicts_are_listed_decided_and_continued(shop: Path) -> None:
    path = make_conflict(shop)
    before = read_all(shop)
    done = run(shop, "add", "templates")
    assert done.returncode == 3
    assert f"    {path}: marked at line" in done.stderr
    assert "apigen add --continue" in " ".join(done.stderr.split())
    done = run(shop, "remove", "ci")
    assert done.returncode == 3
    assert "is not finished" in " ".join(done.stderr.split())
    assert run(shop, "add", "--continue", "--dry-run").returncode == 2
    done = run(shop, "add", "--continue", "--json")
    assert done.returncode == 3
    assert {each["path"] for each in json.loads(done.stdout)["undecided"]} == {path}
    (shop / path).write_text("# Decided\n")
    done = run(shop, "add", "--continue")
    assert done.returncode == 0, done.stderr
    assert "Finished: add templates." in done.stdout
    assert run(shop, "add", "--continue").returncode == 2
    assert run(shop, "undo").returncode == 0
    assert read_all(shop) == before


def test_conflicts_are_undone_before_they_are_decided(shop: Path) -> None:
    path = make_conflict(shop)
    before = read_all(shop)
    assert run(shop, "add", "templates").returncode == 3
    (shop / path).write_text("half\n")
    assert run(shop, "undo").returncode == 0
    assert read_all(shop) == before
    assert run(shop, "undo").returncode == 3
    assert (shop / path).read_text() == "half\n"


@pytest.mark.parametrize("words", [("add", "templates"), ("undo",)])
def test_ctrl_c_at_the_question_leaves_everything(
    words: tuple[str, ...], shop: Path, changed: Path
) -> None:
    shop = changed if words == ("undo",) else shop
    before = read_all(shop)
    command, *arguments = make_command(find_templates(), *words, "--no-install")
    asked = pexpect.spawn(command, arguments, cwd=str(shop), encoding="utf-8", timeout=30)
    asked.expect("Shall it be written")
    asked.sendintr()
    asked.expect("Nothing was written")
    asked.expect(pexpect.EOF)
    asked.close()
    assert asked.exitstatus == 130
    assert read_all(shop) == before


def test_of_a_change_that_was_killed_before_it_landed_nothing_is_undone(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_shop(place / "shop")
    before = read_all(root)
    land(make_change(root, label="add first"))
    after = read_all(root)
    with monkeypatch.context() as patch:
        patch.setattr("apigen.change.landing.apply", _die)
        patch.setattr("apigen.change.checkpoint.Checkpoint.discard", lambda checkpoint: None)
        with pytest.raises(KeyboardInterrupt):
            land(make_change(root, {"README.md": "# Other\n"}, label="add second"))
    assert "Nothing of add second is there" in run(root, "undo").stdout
    assert read_all(root) == after
    assert "Taken back: add first" in run(root, "undo").stdout
    assert read_all(root) == before


def _die(*words: object) -> None:
    raise KeyboardInterrupt


def test_ctrl_c_while_installing_leaves_what_the_same_command_or_undo_ends(
    shop: Path, place: Path
) -> None:
    before = read_all(shop)
    slow = replace_uv(place, "echo resolving; exec sleep 60")
    command, *arguments = make_command(find_templates(), "add", "templates", "--yes", patch=slow)
    begun = pexpect.spawn(command, arguments, cwd=str(shop), encoding="utf-8", timeout=30)
    begun.expect("resolving")
    begun.sendintr()
    begun.expect("All files of `add templates` are written")
    begun.expect(pexpect.EOF)
    begun.close()
    assert begun.exitstatus == 130
    done = run(shop, "remove", "ci")
    assert done.returncode == 3
    assert "was interrupted and is not finished" in " ".join(done.stderr.split())
    done = run(shop, "add", "templates")
    assert done.returncode == 0, done.stderr
    assert "uv sync" in done.stdout
    assert run(shop, "undo").returncode == 0
    assert read_all(shop) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "framework=flask"], "apigen switch flask"),
        (["switch"], "Nothing is named to switch to."),
        (["switch", "django"], "There is no framework 'django'"),
    ],
)
def test_another_framework_is_for_switch(shop: Path, words: list[str], said: str) -> None:
    done = run(shop, *words)
    assert done.returncode == 2
    assert said in done.stderr.replace("\n", " ")


def test_no_folder_stands_above_the_root_of_all() -> None:
    assert find_standing(Path("/")) == Path("/")
