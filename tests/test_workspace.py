"""Existing destinations: nothing of anyone's is lost, nothing leaves the destination."""

import errno
import os
import stat
import subprocess
from pathlib import Path

import pytest

from apigen.destination import Destination
from apigen.leftovers import remove_leftovers

from .tools import read_tree, run_apigen, write_tree

QUICK = ("--yes", "--no-install", "--no-git")


def _snapshot(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): p.read_text() if p.is_file() else "" for p in folder.rglob("*")
    }


def test_a_folder_in_use_is_refused(toy: Path, place: Path) -> None:
    write_tree(place, {"shop/mine.txt": "mine"})
    done = run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    assert done.returncode == 3
    assert "'mine.txt'" in done.stderr
    assert "--force" in done.stderr
    assert _snapshot(place) == {"shop": "", "shop/mine.txt": "mine"}


def test_an_empty_folder_becomes_the_project_with_its_mode(toy: Path, place: Path) -> None:
    (place / "shop").mkdir(mode=0o750)
    assert run_apigen(toy, "new", "shop", *QUICK, cwd=place).returncode == 0
    assert stat.S_IMODE((place / "shop").stat().st_mode) == 0o750
    assert os.listdir(place) == ["shop"]


def test_force_keeps_every_file_that_differs(toy: Path, place: Path) -> None:
    write_tree(place, {"shop/README.md": "mine", "shop/src/shop/own.py": "own"})
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", cwd=place)
    assert done.returncode == 0, done.stderr
    tree = read_tree(place / "shop")
    assert (tree["README.md"], tree["src/shop/own.py"]) == ("mine", "own")
    assert tree["src/shop/app.py"] == "import fastapi\n"
    assert 'owner = "project"' in tree[".apigen.toml"]
    assert "stay as they are" in done.stdout


def test_overwrite_replaces_what_differs_and_keeps_modes(toy: Path, place: Path) -> None:
    write_tree(place, {"shop/README.md": "mine"})
    (place / "shop/README.md").chmod(0o640)
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", "--overwrite", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "# Shop" in (place / "shop/README.md").read_text()
    assert stat.S_IMODE((place / "shop/README.md").stat().st_mode) == 0o640
    assert not [name for name in os.listdir(place / "shop") if "tmp" in name]


def test_overwrite_replaces_no_private_file(toy: Path, place: Path) -> None:
    write_tree(place, {"shop/.env": "SECRET=mine"})
    flags = (*QUICK, "--force", "--overwrite")
    done = run_apigen(toy, "new", "shop", *flags, cwd=place)
    assert done.returncode == 0, done.stderr
    assert (place / "shop/.env").read_text() == "SECRET=mine"
    assert "stay as they are\n  .env" in done.stdout
    done = run_apigen(toy, "new", "shop", *flags, "--diff", cwd=place)
    assert done.stdout == ""


def test_overwrite_without_force_is_refused(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "shop", *QUICK, "--overwrite", cwd=place)
    assert done.returncode == 2
    assert "--overwrite goes with --force" in done.stderr


def test_an_apigen_project_is_not_mixed_with_another(toy: Path, place: Path) -> None:
    run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    before = _snapshot(place)
    flags = (*QUICK, "--force", "--framework", "flask")
    done = run_apigen(toy, "new", "shop", *flags, cwd=place)
    assert done.returncode == 3
    assert "is an apigen project already" in done.stderr
    assert _snapshot(place) == before
    assert run_apigen(toy, "new", "shop", *flags, "--overwrite", cwd=place).returncode == 0
    assert 'framework = "flask"' in (place / "shop/.apigen.toml").read_text()


@pytest.mark.parametrize(
    ("ignored", "note"),
    [
        ("*.pyc", "Your .gitignore stays: add .env and .venv/ to it."),
        (".env*\n", "Your .gitignore stays: add .venv/ to it."),
        ("/.env\n.venv\n", ""),
    ],
)
def test_what_a_kept_gitignore_lacks_is_said(
    toy: Path, place: Path, ignored: str, note: str
) -> None:
    write_tree(place, {"shop/.gitignore": ignored})
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", cwd=place)
    assert done.returncode == 0, done.stderr
    assert note in done.stdout
    assert bool(note) == ("add" in done.stdout)


def test_a_diff_shows_what_the_real_run_changes(toy: Path, place: Path) -> None:
    files = {"shop/README.md": "mine", "shop/src/shop/app.py": "\timport fastapi"}
    write_tree(place, files)
    flags = (*QUICK, "--force", "--diff")
    kept = run_apigen(toy, "new", "shop", *flags, cwd=place).stdout
    assert "a/README.md" not in kept
    assert "+++ b/AGENTS.md" in kept
    changed = run_apigen(toy, "new", "shop", *flags, "--overwrite", cwd=place).stdout
    assert "-\timport fastapi\n\\ No newline at end of file\n+import fastapi\n" in changed


def test_a_second_run_finds_everything_identical(toy: Path, place: Path) -> None:
    run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    before = _snapshot(place)
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", cwd=place)
    assert done.returncode == 0, done.stderr
    assert _snapshot(place) == before


def test_without_anything_new_no_repository_is_made(toy: Path, place: Path) -> None:
    run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", "--force", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "No git repository was made: there is nothing new." in done.stdout
    assert not (place / "shop/.git").exists()


def test_force_makes_the_repository_of_what_it_wrote(toy: Path, place: Path) -> None:
    write_tree(place, {"shop/README.md": "mine"})
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", "--force", cwd=place)
    assert done.returncode == 0, done.stderr
    status = subprocess.check_output(["git", "status", "--porcelain"], cwd=place / "shop")
    assert status == b"?? README.md\n"


@pytest.mark.parametrize(
    ("refused", "code", "message"),
    [("README.md", 3, "belongs to someone else"), ("put", 1, "knows no hard links")],
)
def test_a_link_that_the_system_refuses_changes_nothing(
    toy: Path, place: Path, refused: str, code: int, message: str
) -> None:
    write_tree(place, {"shop/README.md": "mine"})
    patch = f"""
import errno, os
link = os.link
def refuse(source, target, **more):
    if {refused!r} in (str(source), os.path.basename(target)):
        raise PermissionError(errno.EPERM, "Operation not permitted")
    link(source, target, **more)
os.link = refuse
"""
    flags = (*QUICK, "--force", "--overwrite")
    done = run_apigen(toy, "new", "shop", *flags, cwd=place, patch=patch)
    assert done.returncode == code
    assert message in " ".join(done.stderr.split())
    assert _snapshot(place) == {"shop": "", "shop/README.md": "mine"}


def test_a_link_as_destination_is_refused(toy: Path, place: Path) -> None:
    (place / "target").mkdir()
    (place / "shop").symlink_to("target")
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", cwd=place)
    assert done.returncode == 3
    assert "symbolic link to 'target'" in done.stderr
    assert os.listdir(place / "target") == []


def test_a_link_as_a_folder_is_refused(toy: Path, place: Path) -> None:
    (place / "outside").mkdir()
    (place / "shop").mkdir()
    (place / "shop/src").symlink_to(place / "outside")
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", "--overwrite", cwd=place)
    assert done.returncode == 3
    assert os.listdir(place / "outside") == []
    assert os.listdir(place / "shop") == ["src"]


def test_a_link_as_a_file_stays(toy: Path, place: Path) -> None:
    write_tree(place, {"outside": "theirs", "shop/x": ""})
    (place / "shop/README.md").symlink_to(place / "outside")
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", "--overwrite", cwd=place)
    assert done.returncode == 0
    assert (place / "outside").read_text() == "theirs"
    assert (place / "shop/README.md").is_symlink()
    assert '"README.md" = { owner = "project" }' in (place / "shop/.apigen.toml").read_text()


@pytest.mark.parametrize("path", ["shop", "shop/inner"])
def test_a_file_in_the_way_is_refused(toy: Path, place: Path, path: str) -> None:
    write_tree(place, {"shop": "a file"})
    done = run_apigen(toy, "new", path, *QUICK, "--force", cwd=place)
    assert done.returncode == 3
    assert _snapshot(place) == {"shop": "a file"}


def test_a_leftover_of_a_killed_run_is_removed_and_said(toy: Path, place: Path) -> None:
    write_tree(place, {".shop.apigen-tmp-00000000/README.md": "half"})
    done = run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    assert "Removed" in done.stdout
    assert os.listdir(place) == ["shop"]


@pytest.mark.parametrize("name", [".shop.apigen-tmp-backup", ".shop.apigen-tmp-0000000g"])
@pytest.mark.parametrize("is_file", [True, False])
def test_what_only_looks_like_a_leftover_stays(
    toy: Path, place: Path, name: str, is_file: bool
) -> None:
    mine = name if is_file else f"{name}/precious"
    write_tree(place, {mine: "mine"})
    done = run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    assert (done.returncode, done.stderr) == (0, "")
    assert (place / mine).read_text() == "mine"
    write_tree(place, {f"other/{mine.replace('shop', 'other')}": "mine"})
    assert run_apigen(toy, "new", "other", *QUICK, cwd=place).returncode == 3


def test_a_leftover_that_is_not_ours_is_a_note(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = place / ".shop.apigen-tmp-00000000"
    stage.mkdir()
    write_tree(place, {".shop.apigen-tmp-00000001": "a file"})
    monkeypatch.setattr(os, "open", _refuse)
    monkeypatch.setattr(os, "access", lambda *_: False)
    [note] = remove_leftovers(Destination(place / "shop", exists=False))
    assert str(stage) in note
    assert sorted(os.listdir(place)) == [stage.name, ".shop.apigen-tmp-00000001"]


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_runs_that_share_missing_parents_do_not_disturb_each_other(toy: Path, place: Path) -> None:
    patch = f"""
import os
make = os.mkdir
def late(path, *rest, **more):
    if str(path) == {str(place / "a")!r}:
        make(path)
    make(path, *rest, **more)
os.mkdir = late
"""
    done = run_apigen(toy, "new", "a/b/shop", *QUICK, cwd=place, patch=patch)
    assert (done.returncode, done.stderr) == (0, "")
    assert (place / "a/b/shop/README.md").is_file()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give folders away")
def test_an_empty_folder_keeps_its_owner_and_hands_its_group_on(toy: Path, place: Path) -> None:
    (place / "shop").mkdir()
    os.chown(place / "shop", 12345, 54321)
    (place / "shop").chmod(0o2770)
    assert run_apigen(toy, "new", "shop", *QUICK, cwd=place).returncode == 0
    there = (place / "shop").stat()
    assert (there.st_uid, there.st_gid) == (12345, 54321)
    assert stat.S_IMODE(there.st_mode) == 0o2770
    assert (place / "shop/src/shop/app.py").stat().st_gid == 54321


def test_an_empty_folder_that_cannot_be_given_back_is_filled_instead(
    toy: Path, place: Path
) -> None:
    folder = place / "shop"
    folder.mkdir()
    before = folder.stat().st_ino
    patch = """
import apigen.workspace
apigen.workspace.take_owner = lambda path, like: False
"""
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", cwd=place, patch=patch)
    assert (done.returncode, done.stderr) == (0, "")
    assert folder.stat().st_ino == before
    assert (folder / "README.md").is_file()
    assert (folder / ".git").is_dir()
    assert os.listdir(place) == ["shop"]


def test_the_folder_of_a_living_run_is_left_alone(toy: Path, place: Path) -> None:
    stage = place / ".shop.apigen-tmp-00000000"
    stage.mkdir()
    with subprocess.Popen(["flock", str(stage), "sleep", "30"]) as holder:
        while not subprocess.run(["flock", "-n", str(stage), "true"], check=False).returncode:
            pass
        done = run_apigen(toy, "new", "shop", *QUICK, cwd=place)
        holder.terminate()
    assert done.returncode == 0
    assert stage.is_dir()


def test_the_umask_is_respected(toy: Path, place: Path) -> None:
    old = os.umask(0o027)
    try:
        run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    finally:
        os.umask(old)
    assert stat.S_IMODE((place / "shop").stat().st_mode) == 0o750
    assert stat.S_IMODE((place / "shop/README.md").stat().st_mode) == 0o640
