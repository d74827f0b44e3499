"""A change is taken back to exactly what was there, and brought again; nobody's work is lost by it."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.change.checkpoint import KEPT, Checkpoint, find_last
from apigen.change.manifest import Manifest
from apigen.change.store import find_store
from apigen.destination import open_project
from apigen.errors import Refused, UsageError, WorkFailed
from apigen.leftovers import remove_leftovers
from apigen.signals import NOTHING_WRITTEN, set_truth

from .changes import (
    AFTER,
    BEFORE,
    commit,
    find_state,
    land,
    make_change,
    read_all,
    run_git,
    undo,
    write_shop,
)


@pytest.fixture(params=["git", "no git", "work tree", "submodule", "folder of a repository"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A small project, in each kind of place where git keeps its own elsewhere."""
    if request.param == "no git":
        return write_shop(tmp_path / "shop", with_git=False)
    if request.param == "folder of a repository":
        run_git(tmp_path, "init", "--quiet")
        root = write_shop(tmp_path / "services" / "shop", with_git=False)
        commit(tmp_path)
        return root
    root = write_shop(tmp_path / "shop")
    if request.param == "work tree":
        run_git(root, "worktree", "add", "--quiet", str(tmp_path / "tree"))
        (tmp_path / "tree/.env").write_text(BEFORE[".env"])
        (tmp_path / "tree/.env").chmod(0o600)
        return tmp_path / "tree"
    if request.param == "submodule":
        run_git(tmp_path, "init", "--quiet", "outer")
        words = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root))
        run_git(tmp_path / "outer", *words)
        (tmp_path / "outer/shop/.env").write_text(BEFORE[".env"])
        (tmp_path / "outer/shop/.env").chmod(0o600)
        return tmp_path / "outer/shop"
    return root


def test_undo_brings_back_every_byte_and_mode_and_undo_again_the_change(shop: Path) -> None:
    (shop / "src/shop/app.py").chmod(0o755)
    before = read_all(shop)
    landed = land(make_change(shop, {**AFTER, "src/shop/app.py": "app = 2\n"}))
    after = read_all(shop)
    assert landed.manifest.state == "done"
    assert landed.find_error() is None
    assert {path: data.decode() for path, (data, _) in after.items() if data} == {
        **{path: text for path, text in {**BEFORE, **AFTER}.items() if text},
        "src/shop/app.py": "app = 2\n",
    }
    assert after[".env"][1] & 0o777 == 0o600
    assert after["src/shop/app.py"][1] & 0o777 == 0o755
    undo(shop)
    assert read_all(shop) == before
    undo(shop)
    assert read_all(shop) == after
    undo(shop)
    assert read_all(shop) == before


def test_git_sees_nothing_of_checkpoints_and_nobody_else_may_read_them(shop: Path) -> None:
    land(make_change(shop))
    undo(shop)
    if has_git(shop):
        assert run_git(shop, "status", "--porcelain") == ""
    store = find_store(shop)
    files = [path for path in store.rglob("*") if path.is_file()]
    assert files
    for path in (store, *files):
        assert path.stat().st_mode & 0o077 == 0
    checkpoint = find_last(shop)
    assert checkpoint is not None
    assert checkpoint.folder.parent == store


def test_no_secret_comes_into_gits_objects(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    land(make_change(root))
    undo(root)
    for line in run_git(root, "cat-file", "--batch-all-objects", "--batch-check").splitlines():
        assert b"SECRET" not in run_git(root, "cat-file", "-p", line.split()[0]).encode()


def has_git(folder: Path) -> bool:
    done = subprocess.run(["git", "rev-parse"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def test_what_was_edited_since_is_named_and_only_force_replaces_it(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    before = read_all(root)
    land(make_change(root))
    (root / "src/shop/auth/users.py").write_text("users = mine\n")
    (root / "README.md").unlink()
    edited = read_all(root)
    with pytest.raises(Refused, match=r"README.md and src/shop/auth/users.py were changed since"):
        undo(root)
    assert read_all(root) == edited
    landed = undo(root, is_forced=True)
    assert [note.partition(" ")[0] for note in landed.manifest.notes] == [
        "README.md",
        "src/shop/auth/users.py",
    ]
    assert read_all(root) == before
    undo(root)
    assert read_all(root) == edited


def test_files_that_the_change_left_alone_stay(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    land(make_change(root))
    (root / "src/shop/app.py").write_text("app = mine\n")
    (root / "src/shop/auth/mine.py").write_text("mine = 1\n")
    undo(root)
    assert (root / "src/shop/app.py").read_text() == "app = mine\n"
    assert (root / "src/shop/auth/mine.py").read_text() == "mine = 1\n"
    assert not (root / "src/shop/auth/users.py").exists()


def test_commits_in_between_do_not_matter(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    before = read_all(root)
    land(make_change(root))
    commit(root)
    undo(root)
    assert read_all(root) == before


def test_nothing_to_undo_is_a_wrong_use(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    with pytest.raises(UsageError, match="nothing to undo"):
        undo(root)
    before = read_all(root)
    land(make_change(root))
    run_git(root, "checkout", "--quiet", ".")
    run_git(root, "clean", "--quiet", "-fd")
    (root / ".env").write_text(BEFORE[".env"])
    assert read_all(root) == before
    with pytest.raises(UsageError, match="all is as it was before"):
        undo(root)


def test_a_link_in_the_place_of_a_file_is_never_written_through(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    land(make_change(root))
    (tmp_path / "elsewhere").write_text("theirs\n")
    (root / "README.md").unlink()
    (root / "README.md").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match=r"README.md is a symbolic link"):
        undo(root, is_forced=True)
    assert (tmp_path / "elsewhere").read_text() == "theirs\n"


def test_a_changed_mode_is_put_back_only_where_the_change_has_changed_it(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    (root / ".env").chmod(0o640)
    land(make_change(root))
    assert (root / ".env").stat().st_mode & 0o777 == 0o600
    (root / "README.md").chmod(0o755)
    undo(root)
    assert (root / ".env").stat().st_mode & 0o777 == 0o640
    assert (root / "README.md").stat().st_mode & 0o777 == 0o755


def test_a_program_that_went_comes_back_as_one(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    (root / "run.sh").write_text("#!/bin/sh\n")
    (root / "run.sh").chmod(0o750)
    before = read_all(root)
    land(make_change(root, {"run.sh": None, "new.sh": "#!/bin/sh\n"}))
    assert (root / "new.sh").stat().st_mode & 0o100
    undo(root)
    assert read_all(root) == before


def test_compiled_code_does_not_keep_folders_alive(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    land(make_change(root))
    for folder in ("auth", "old"):
        (root / "src/shop" / folder / "__pycache__").mkdir(parents=True, exist_ok=True)
        (root / "src/shop" / folder / "__pycache__/users.cpython-311.pyc").write_bytes(b"")
    (root / "src/shop/auth/__pycache__/mine.txt").write_text("mine")
    undo(root)
    assert (root / "src/shop/auth/__pycache__/mine.txt").exists()
    (root / "src/shop/auth/__pycache__/mine.txt").unlink()
    undo(root)
    assert not (root / "src/shop/old").exists()
    undo(root)
    assert not (root / "src/shop/auth").exists()


def test_migrations_that_go_are_told_of(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    land(make_change(root, {"migrations/versions/0001_create_users.py": "revision = 1\n"}))
    assert "alembic downgrade" in undo(root).manifest.notes[0]
    assert undo(root).manifest.notes == ()


def test_old_checkpoints_go(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    for number in range(KEPT + 3):
        land(make_change(root, {"README.md": f"{number}\n"}))
    names = sorted(int(path.name) for path in find_store(root).iterdir())
    assert names == list(range(4, KEPT + 4))


def test_a_spoilt_checkpoint_is_not_taken(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    land(make_change(root))
    after = read_all(root)
    for path in (find_store(root) / "1/files").iterdir():
        path.write_text("spoilt")
    with pytest.raises(WorkFailed, match="is not what"):
        undo(root)
    assert read_all(root) == after
    (find_store(root) / "1/manifest.json").write_text("{")
    with pytest.raises(WorkFailed, match="cannot be read"):
        undo(root)


@pytest.mark.parametrize("path", ["../out", "/etc/out", ".git/hooks/pre-commit", "a/../../out"])
def test_a_strangers_checkpoint_leads_nowhere_else(path: str, tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop", with_git=False)
    land(make_change(root))
    manifest = find_store(root) / "1/manifest.json"
    manifest.write_text(manifest.read_text().replace('"README.md"', f'"{path}"'))
    with pytest.raises(WorkFailed, match="no path in the project"):
        undo(root)


def test_links_in_a_strangers_checkpoint_are_not_followed(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop", with_git=False)
    land(make_change(root))
    store = root / ".apigen-undo"
    shutil.move(store / "1", tmp_path / "elsewhere")
    (store / "1").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="nothing to undo"):
        undo(root)
    shutil.move(store, tmp_path / "store")
    store.symlink_to(tmp_path / "store")
    with pytest.raises(Refused, match="symbolic link"):
        land(make_change(root))
    store.unlink()
    shutil.move(tmp_path / "store", store)
    (store / "1").unlink()
    shutil.move(tmp_path / "elsewhere", store / "1")
    for path in (store / "1/files").iterdir():
        path.rename(tmp_path / path.name)
        path.symlink_to(tmp_path / path.name)
    with pytest.raises(WorkFailed, match="cannot be read"):
        undo(root)


def test_without_git_a_folder_of_the_project_ignores_itself(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop", with_git=False)
    land(make_change(root))
    assert (root / ".apigen-undo/.gitignore").read_text() == "*\n"
    run_git(root, "init", "--quiet")
    commit(root)
    assert ".apigen-undo" not in run_git(root, "ls-files")
    undo(root)  # it is found, though there is git now
    assert (root / "README.md").read_text() == BEFORE["README.md"]


def test_of_two_projects_in_a_repository_each_has_its_own(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    roots = [write_shop(tmp_path / name, with_git=False) for name in ("one", "two")]
    for root in roots:
        land(make_change(root))
    undo(roots[0])
    assert (roots[0] / "README.md").read_text() == BEFORE["README.md"]
    assert (roots[1] / "README.md").read_text() == AFTER["README.md"]


def test_a_folder_that_cannot_be_written_to_is_said_and_nothing_is_changed(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    set_truth(NOTHING_WRITTEN)
    (root / ".git/apigen").write_text("in the way")
    before = read_all(root)
    with pytest.raises(WorkFailed, match=r"checkpoint could not be written .*Nothing was written"):
        land(make_change(root))
    assert read_all(root) == before
    assert find_state(root) == ""


@pytest.mark.parametrize("first", ["done", "gone", "removed", "new"])
def test_what_a_killed_cleaning_leaves_puts_nothing_back(
    first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_shop(tmp_path / "shop")

    def die(stage: Path) -> None:
        path = stage / first
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("apigen.staging.remove_folder", die)
        patch.setattr("apigen.change.landing.save_checkpoint", _save_nothing)
        with pytest.raises(KeyboardInterrupt):
            land(make_change(root))
    remove_leftovers(open_project(root))
    assert not (root / "src/shop/old").exists()
    assert (root / "README.md").read_text() == AFTER["README.md"]
    assert not [path for path in root.iterdir() if "apigen-tmp" in path.name]


def _save_nothing(root: Path, manifest: Manifest, before: Mapping[str, bytes]) -> Checkpoint:
    return Checkpoint(root / "none", manifest)


def test_a_file_comes_back_though_its_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_shop(tmp_path / "shop")
    before = read_all(root)

    def die(path: Path) -> None:
        if path == root / "src":  # all files have landed, and the run has not come to its end
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("apigen.inplace.sync_folder", die)
        patch.setattr("apigen.inplace._recover_held", lambda stage, destination: None)
        patch.setattr("apigen.staging.remove_folder", lambda stage: None)
        with pytest.raises(KeyboardInterrupt):
            land(make_change(root))
    (root / "src/shop/old").rmdir()
    remove_leftovers(open_project(root))
    assert read_all(root) == before
