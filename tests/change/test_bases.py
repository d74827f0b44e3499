"""What apigen wrote is found again, whatever has become of it since; and nothing else is taken for it."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.change.bases import Base, Source, look_in_history, look_on_disk, recover_base
from apigen.change.pristine import keep_pristine, look_in_store
from apigen.errors import GitFailed
from apigen.existing.stored import Stored
from apigen.repository import commit, make_repository
from apigen.state import blob_id
from apigen.tree import PRIVATE, File

from ..tools import write_tree

WRITTEN = {"app.py": "app = 1\n", "src/a.py": "a = 1\n", ".github/ci.yml": "on: push\n"}


def _remember(files: Mapping[str, str], kept: tuple[str, ...] = ()) -> Stored:
    blobs = {path: blob_id(text.encode()) for path, text in files.items()}
    return Stored("", "flask", "shop", "shop", {}, (), blobs, "0.0.9", frozenset(kept))


def _recover(root: Path, stored: Stored | None = None) -> Base:
    sources = (look_on_disk(root), look_in_history(root), look_in_store(root))
    return recover_base(stored or _remember(WRITTEN), sources)


def _decode(base: Base) -> dict[str, str]:
    return {path: data.decode() for path, data in base.files.items()}


def _make(place: Path) -> Path:
    root = write_tree(place / "shop", WRITTEN)
    make_repository(root, tuple(WRITTEN))
    return root


def _edit(root: Path) -> None:
    """Change a file, delete another, and commit that."""
    (root / "app.py").write_text("app = 2\n")
    (root / "src/a.py").unlink()
    commit(root, ("app.py", "src/a.py"), "Edit")


def _clone(root: Path, *options: str) -> Path:
    target = root.with_name("clone")
    words = ["git", "-c", "advice.detachedHead=false", "clone", "--quiet", *options]
    subprocess.run([*words, f"file://{root}", str(target)], check=True, capture_output=True)
    return target


def test_files_that_nobody_changed_need_no_repository(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "shop", WRITTEN)
    assert _decode(_recover(root)) == WRITTEN


def test_what_was_changed_or_deleted_comes_from_the_history(tmp_path: Path) -> None:
    root = _make(tmp_path)
    _edit(root)
    assert _decode(_recover(root)) == WRITTEN
    assert _decode(_recover(_clone(root))) == WRITTEN


def test_the_project_may_be_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "all/services/shop", WRITTEN)
    make_repository(tmp_path / "all", tuple(f"services/shop/{path}" for path in WRITTEN))
    (root / "app.py").write_text("app = 2\n")
    assert _decode(_recover(root)) == WRITTEN


def test_what_a_shallow_clone_lacks_is_named(tmp_path: Path) -> None:
    root = _make(tmp_path)
    _edit(root)
    base = _recover(_clone(root, "--depth", "1"))
    assert _decode(base) == {".github/ci.yml": "on: push\n"}
    assert base.missing == ("app.py", "src/a.py")


def test_nothing_is_fetched_for_a_partial_clone(tmp_path: Path) -> None:
    root = _make(tmp_path)
    subprocess.run(["git", "config", "uploadpack.allowFilter", "true"], cwd=root, check=True)
    _edit(root)
    clone = _clone(root, "--filter=blob:none")
    assert _recover(clone).missing == ("app.py", "src/a.py")
    root.rename(tmp_path / "away")
    assert _recover(clone).missing == ("app.py", "src/a.py")


def test_a_merged_file_is_found_in_the_store_of_this_clone_and_of_its_worktrees(
    tmp_path: Path,
) -> None:
    root = _make(tmp_path)
    new = {**WRITTEN, "app.py": "app = 3\n"}
    _edit(root)
    assert _recover(root, _remember(new)).missing == ("app.py",)
    keep_pristine(root, (File("app.py", "app = 3\n"),))
    assert _decode(_recover(root, _remember(new))) == new
    tree = tmp_path / "beside"
    subprocess.run(["git", "worktree", "add", "-q", str(tree)], cwd=root, check=True)
    assert _decode(_recover(tree, _remember(new))) == new


def test_no_secret_comes_into_the_store(tmp_path: Path) -> None:
    root = _make(tmp_path)
    keep_pristine(root, (File(".env", "SECRET=x\n", PRIVATE),))
    assert not (root / ".git/apigen").exists()


def test_a_project_without_a_repository_keeps_it_where_its_checkpoints_are(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "shop", WRITTEN)
    keep_pristine(root, (File("new.py", "new = 1\n"),))
    new = {**WRITTEN, "new.py": "new = 1\n"}
    (root / "app.py").write_text("app = 2\n")
    assert _recover(root, _remember(new)).missing == ("app.py",)
    assert (root / ".apigen-undo/.gitignore").read_text() == "*\n"


def test_a_text_of_another_blob_id_is_not_taken(tmp_path: Path) -> None:
    root = _make(tmp_path)
    _edit(root)
    keep_pristine(root, (File("app.py", "app = 1\n"),))
    (root / ".git/apigen/pristine" / blob_id(b"app = 1\n")).write_text("import os\n")

    def lie(wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        return {**dict.fromkeys(wanted, b"import os\n"), "other.py": b""}

    sources: tuple[Source, ...] = (lie, look_in_store(root))
    assert recover_base(_remember(WRITTEN), sources) == Base({}, tuple(WRITTEN))


def test_the_owners_files_and_paths_out_of_the_project_are_left_out(tmp_path: Path) -> None:
    outside = {"../other.py": "x\n", "/etc/passwd": "x\n", ".git/hooks/pre-push": "x\n", "": "x\n"}
    outside |= {"sub/.GIT/config": "x\n", "a\0b": "x\n"}
    root = _make(tmp_path)
    write_tree(root, {"../other.py": "x\n", ".git/hooks/pre-push": "x\n"})
    base = _recover(root, _remember({**WRITTEN, **outside}, kept=("app.py",)))
    assert base.files.keys() == WRITTEN.keys() - {"app.py"}
    assert base.missing == ()


def test_a_repository_that_cannot_be_read_is_no_reason_to_do_without(tmp_path: Path) -> None:
    root = _make(tmp_path)
    _edit(root)
    (root / ".git/HEAD").write_text("")
    with pytest.raises(GitFailed, match="could not be read from the project's history"):
        _recover(root)
