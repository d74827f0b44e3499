"""What is seen of a project's files, and which file a dotted name means."""

import os
from pathlib import Path

import pytest

from apigen.errors import UsageError
from apigen.reading import disk
from apigen.reading.disk import LARGEST_FILE, ProjectFiles
from apigen.reading.files import MemoryFiles
from apigen.reading.modules import Modules, is_package

from ..tools import write_tree


def test_files_come_with_the_paths_that_git_would_show(tmp_path: Path) -> None:
    write_tree(tmp_path, {"src/shop/app.py": "", "pyproject.toml": "", ".ruff.toml": ""})
    assert ProjectFiles(tmp_path).paths() == (".ruff.toml", "pyproject.toml", "src/shop/app.py")


@pytest.mark.parametrize(
    "path",
    [
        ".venv/lib/flask.py",
        ".git/config.py",
        "env/pyvenv.cfg",
        "env/lib/flask.py",
        "node_modules/x/y.py",
        "src/__pycache__/app.py",
        "build/lib/app.py",
        "dist/app.py",
        "lib/site-packages/flask.py",
    ],
)
def test_what_tools_make_is_left_out(tmp_path: Path, path: str) -> None:
    write_tree(tmp_path, {"app.py": "", "env/pyvenv.cfg": "", path: ""})
    assert ProjectFiles(tmp_path).paths() == ("app.py",)


def test_links_are_not_followed(tmp_path: Path) -> None:
    project = write_tree(tmp_path / "project", {"app.py": "", "inner/a.py": ""})
    (tmp_path / "secret.py").write_text("KEY = 1")
    (project / "linked.py").symlink_to(tmp_path / "secret.py")
    (project / "inner" / "again").symlink_to(project)
    files = ProjectFiles(project)
    assert files.paths() == ("app.py", "inner/a.py")
    assert files.read("linked.py") is None
    assert files.read("../secret.py") is None


def test_a_file_that_turns_into_a_link_is_not_read(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": "", "secret": "KEY = 1"})
    files = ProjectFiles(tmp_path)
    assert "app.py" in files
    (tmp_path / "app.py").unlink()
    (tmp_path / "app.py").symlink_to(tmp_path / "secret")
    assert files.read("app.py") is None


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "app.py")
    files = ProjectFiles(tmp_path)
    assert files.paths() == ()
    assert files.read("app.py") is None


def test_a_file_that_turns_into_a_pipe_does_not_hang(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": ""})
    files = ProjectFiles(tmp_path)
    assert "app.py" in files
    (tmp_path / "app.py").unlink()
    os.mkfifo(tmp_path / "app.py")
    assert files.read("app.py") is None


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "fits.py").write_bytes(b"#" * LARGEST_FILE)
    (tmp_path / "huge.py").write_bytes(b"#" * (LARGEST_FILE + 1))
    files = ProjectFiles(tmp_path)
    assert len(files.read("fits.py") or b"") == LARGEST_FILE
    assert files.read("huge.py") is None


def test_a_file_is_read_once(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": "a = 1"})
    files = ProjectFiles(tmp_path)
    assert files.read("app.py") == b"a = 1"
    (tmp_path / "app.py").write_text("a = 2")
    assert files.read("app.py") == b"a = 1"


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MOST_ENTRIES", 2)
    write_tree(tmp_path, {"a.py": "", "b.py": ""})
    assert len(ProjectFiles(tmp_path).paths()) == 2
    write_tree(tmp_path, {"c.py": ""})
    with pytest.raises(UsageError, match="more than 2 files"):
        ProjectFiles(tmp_path).paths()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        ProjectFiles(tmp_path / "nowhere").paths()


@pytest.mark.parametrize(
    "data",
    [
        b"a = \0",
        b"def (:",
        b"\xff\xfe",
        b"# coding: nonsense\n",
        b"a = '\xe4'",
        b"(" * 5_000 + b")" * 5_000,
        b"a = " + b"-" * 100_000 + b"1",
        b"a = " + b"1 + " * 100_000 + b"1",
        b"<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other\n",
    ],
)
def test_what_is_not_python_has_no_tree(data: bytes) -> None:
    assert MemoryFiles({"app.py": data}).parse("app.py") is None


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa = 1\r\n", b"# coding: latin-1\na = '\xe4'", b""])
def test_whatever_python_reads_has_a_tree(data: bytes) -> None:
    assert MemoryFiles({"app.py": data}).parse("app.py") is not None


def test_a_doubtful_escape_raises_no_warning() -> None:
    assert MemoryFiles({"app.py": r"a = '\d'"}).parse("app.py") is not None


def test_tests_and_migrations_are_not_among_the_modules() -> None:
    files = MemoryFiles(
        dict.fromkeys(
            (
                "conftest.py",
                "migrations/env.py",
                "migrations/versions/0001_a.py",
                "src/shop/app.py",
                "src/shop/versions/v1.py",
                "src/shop/tests/app.py",
                "src/shop/test_app.py",
                "src/shop/app_test.py",
                "tests/app.py",
            ),
            "",
        )
    )
    assert files.modules == ("migrations/env.py", "src/shop/app.py", "src/shop/versions/v1.py")


@pytest.mark.parametrize(
    ("paths", "path", "name"),
    [
        (["src/shop/__init__.py"], "src/shop/__init__.py", "shop"),
        (["src/shop/routes/__init__.py"], "src/shop/routes/__init__.py", "shop.routes"),
        (["src/shop/routes/items.py"], "src/shop/routes/items.py", "shop.routes.items"),
        (["src/__init__.py", "src/app.py"], "src/app.py", "src.app"),
        (["shop/app.py"], "shop/app.py", "shop.app"),
        (["app.py"], "app.py", "app"),
    ],
)
def test_a_module_is_named_from_its_root(paths: list[str], path: str, name: str) -> None:
    assert Modules(MemoryFiles(dict.fromkeys(paths, ""))).module_name(path) == name


def test_a_package_is_told_from_a_module() -> None:
    assert is_package("src/shop/__init__.py")
    assert is_package("__init__.py")
    assert not is_package("src/shop/app.py")


@pytest.mark.parametrize(
    ("importer", "name", "level", "base"),
    [
        ("src/shop/app.py", "items", 1, "src/shop/items"),
        ("src/shop/app.py", "", 1, "src/shop"),
        ("src/shop/routes/items.py", "services", 2, "src/shop/services"),
        ("src/shop/app.py", "shop.routes.items", 0, "src/shop/routes/items"),
        ("src/shop/app.py", "src.shop.items", 0, "src/shop/items"),
        ("src/shop/app.py", "nothing", 1, None),
        ("src/shop/app.py", "x", 9, None),
        ("src/shop/app.py", "flask", 0, None),
        ("backend/app/main.py", "app.api", 0, "backend/app/api"),
        ("scripts/run.py", "tasks", 0, "scripts/tasks"),
        ("scripts/run.py", "json", 0, None),
    ],
)
def test_an_import_leads_to_a_file(importer: str, name: str, level: int, base: str | None) -> None:
    paths = (
        "src/shop/__init__.py",
        "src/shop/app.py",
        "src/shop/items.py",
        "src/shop/services.py",
        "src/shop/routes/__init__.py",
        "src/shop/routes/items.py",
        "backend/app/__init__.py",
        "backend/app/main.py",
        "backend/app/api.py",
        "scripts/run.py",
        "scripts/tasks.py",
        "flask/notes.py",
    )
    assert Modules(MemoryFiles(dict.fromkeys(paths, ""))).find_import(importer, name, level) == base
