"""The command that keeps the templates' pins fresh changes them all, and never to something older."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.pins import (
    ACTION,
    CHECKOUT,
    FLOOR,
    IMAGE,
    PLACES,
    Release,
    find_files,
    find_newest_release,
    update,
    update_pins,
)

COMMIT = "c" * 40


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of all that has pins."""
    for place in PLACES:
        source, target = CHECKOUT / place, tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return tmp_path


def read_all(root: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in find_files(root))


def test_all_pins_are_changed_and_nothing_else(checkout: Path) -> None:
    before = read_all(checkout)
    changed = update_pins(
        checkout,
        lambda names: dict.fromkeys(names, "99999.1"),
        lambda name: Release("99999.2.3", COMMIT),
    )
    after = read_all(checkout)
    assert {match["version"] for match in FLOOR.finditer(after)} == {"99999.1"}
    assert {match["commit"] for match in ACTION.finditer(after)} == {COMMIT}
    assert {match["version"] for match in IMAGE.finditer(after)} == {"99999.2.3"}
    assert set(re.findall(r"\b[0-9a-f]{40}\b", after)) == {COMMIT}
    assert len(changed) >= 30
    lines = zip(before.splitlines(), after.splitlines(), strict=True)
    assert sum(old != new for old, new in lines) == len(changed)


def test_nothing_gets_older() -> None:
    text = f'["flask>=3.1.3"] a/b@{"d" * 40} # v7.0.1\nghcr.io/astral-sh/uv:0.13.8-trixie'
    releases = dict.fromkeys(("a/b", "astral-sh/uv"), Release("0.9.9", COMMIT))
    assert update(text, {"flask": "3.1.2"}, releases, {}) == text


def test_the_newest_release_is_read_from_the_tags_of_a_repository(tmp_path: Path) -> None:
    repository = tmp_path / "actions/checkout"
    repository.mkdir(parents=True)

    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words]
        return subprocess.run(
            command, cwd=repository, check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "--quiet")
    for tag in ("v9.0.0", "v10.0.0", "v10.1.0-beta", "v10", "latest"):
        git("commit", "--quiet", "--allow-empty", "--message", tag)
        git("tag", *(("--annotate", "--message", tag) if tag == "v10.0.0" else ()), tag)
    newest = find_newest_release("actions/checkout", tmp_path.as_uri())
    assert newest == Release("10.0.0", git("rev-parse", "v10.0.0^{commit}"))
