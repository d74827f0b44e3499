"""What .apigen.toml says is compared with what is there, and its own faults are found."""

from pathlib import Path

import pytest

from apigen import __version__
from apigen.errors import UsageError
from apigen.state import FILE_NAME

from .projects import FLASK, find, find_work, make, make_tracked, replace


def test_a_project_of_nobody_known_is_refused(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    with pytest.raises(UsageError, match="apigen did not make the project"):
        find(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("schema = 1\nproject = shop\n", 2, "It cannot be read: "),
        ("schema = 2\n", 0, "It is of schema '2'"),
        ("schema = 1\n", 0, "is not as apigen writes it"),
        ("\x00", 0, "cannot be read"),
    ],
)
def test_a_memory_that_cannot_be_read_is_a_finding(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    root = make(tmp_path)
    (root / FILE_NAME).write_text(text)
    (root / "uv.lock").write_text("<<<<<<<\n")
    [first, *others] = find(root)
    assert (first.kind, first.path, first.needs_work) == ("unreadable", FILE_NAME, True)
    assert message in first.message
    assert first.line in {line, 1}
    assert [each.kind for each in others if each.needs_work] == ["lock"]


def test_a_memory_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / FILE_NAME).rename(tmp_path / "memory")
    (root / FILE_NAME).symlink_to(tmp_path / "memory")
    assert find_work(root) == [("unreadable", FILE_NAME, 0)]


def test_a_newer_project_names_the_version_that_knows_it(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, f'generator = "{__version__}"', 'generator = "99.1"')
    [finding] = find(root, "newer")
    assert finding.line == 3
    assert finding.action == "uvx --from 'apigen-starter>=99.1' apigen check"
    assert find_work(root) == [("newer", FILE_NAME, 3)]


def test_a_version_that_is_none_is_a_finding(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, f'generator = "{__version__}"', 'generator = "new"')
    assert find_work(root) == [("unreadable", FILE_NAME, 3)]


def test_what_an_older_apigen_wrote_is_outdated_where_it_would_be_written_otherwise(
    tmp_path: Path,
) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, f'generator = "{__version__}"', 'generator = "0.0.1"')
    assert find_work(root) == []
    text = (root / FILE_NAME).read_text()
    start = text.index('"src/shop/logs.py" = { blob = "') + len('"src/shop/logs.py" = { blob = "')
    (root / FILE_NAME).write_text(f"{text[:start]}{'0' * 40}{text[start + 40 :]}")
    assert find_work(root) == [("outdated", "src/shop/logs.py", 0)]
    [finding] = find(root, "outdated")
    assert finding.action == "apigen update"


def test_answers_that_do_not_fit_together_are_named(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, "templates = false", "templates = true")
    [finding] = find(root, "answers")
    assert (finding.path, finding.needs_work) == (FILE_NAME, True)
    assert "--auth jwt" in finding.action


def test_answers_that_nobody_knows_are_named(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, 'auth = "jwt"', 'auth = "magic"')
    [finding] = find(root, "answers")
    assert "--auth cannot be 'magic'" in finding.message


def test_answers_changed_by_hand_are_found_in_the_files_that_are_shared(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    replace(root, FILE_NAME, "async = false", "async = true")
    altered = find(root, "altered")
    assert "src/shop/database.py" in {each.path for each in altered}
    assert all("changed by hand" in each.message for each in altered)


def test_a_line_that_was_lost_is_found(tmp_path: Path) -> None:
    root = make(tmp_path)
    text = (root / FILE_NAME).read_text()
    lines = [line for line in text.splitlines(keepends=True) if '"src/shop/logs.py"' not in line]
    (root / FILE_NAME).write_text("".join(lines))
    assert find_work(root) == [("unrecorded", "src/shop/logs.py", 0)]


def test_a_path_out_of_the_project_is_named_and_not_looked_at(tmp_path: Path) -> None:
    root = make(tmp_path)
    (tmp_path / "secret").write_text("x")
    path = root / FILE_NAME
    blob = "0" * 40
    path.write_text(
        f'{path.read_text()}"../secret" = {{ blob = "{blob}", owner = "apigen" }}\n'
        f'".git/config" = {{ blob = "{blob}", owner = "apigen" }}\n'
    )
    found = find(root, "outside")
    assert [each.needs_work for each in found] == [True, True]
    assert "'../secret'" in found[0].message
    assert find(root, "changed") == []


def test_a_package_that_was_renamed_is_found(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "src/shop").rename(root / "src/store")
    line = (root / FILE_NAME).read_text().splitlines().index('package = "shop"') + 1
    assert find_work(root) == [("package", FILE_NAME, line)]
    assert find(root, "missing") == []
    replace(root, FILE_NAME, 'package = "shop"', 'package = "store"')
    [renamed] = find(root, "renamed")
    assert renamed.action == f"sed -i 's|^\"src/shop/|\"src/store/|' {FILE_NAME}"
    assert find(root, "missing") == []
    # What is recorded has the package's former name in it, and nobody has changed that by hand.
    assert find(root, "altered") == []


def test_a_file_that_was_there_before_is_its_owners(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)
    text = (root / FILE_NAME).read_text()
    start = text.index('"README.md"')
    end = text.index("\n", start)
    (root / FILE_NAME).write_text(
        f'{text[:start]}"README.md" = {{ owner = "project" }}{text[end:]}'
    )
    (root / "README.md").write_text("Ours.\n")
    assert find(root, "changed") == []
    assert find_work(root) == []


def test_what_the_projects_commands_make_is_only_told(tmp_path: Path) -> None:
    [finding] = find(make(tmp_path), "not-made")
    assert (finding.path, finding.action) == ("openapi.json", "uv run make-openapi")
    assert not finding.needs_work
