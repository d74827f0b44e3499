"""Existing destinations: nothing of anyone's is lost, nothing leaves the destination."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

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
    write_tree(place, {"shop/README.md": "mine", "shop/.env": "SECRET=old"})
    (place / "shop/README.md").chmod(0o640)
    done = run_apigen(toy, "new", "shop", *QUICK, "--force", "--overwrite", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "# Shop" in (place / "shop/README.md").read_text()
    assert stat.S_IMODE((place / "shop/README.md").stat().st_mode) == 0o640
    assert stat.S_IMODE((place / "shop/.env").stat().st_mode) == 0o600
    assert not [name for name in os.listdir(place / "shop") if "tmp" in name]


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
