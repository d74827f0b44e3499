"""What a project is installed with is compared with what it requires, and with known advisories."""

import re
import tomllib
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from apigen.catalog import load_catalog
from apigen.checking.advisories import check_advisories, load_advisories
from apigen.checking.lock import read_lock
from apigen.checking.locking import check_lock
from apigen.checking.requirements import list_declared, read_release, read_requirement
from apigen.checking.tools import check_tools
from apigen.environment import find_workspace

from .projects import FLASK, find_work, look, make, make_tracked, replace, track

ENTRY = '{{ name = "{name}"{extras}, specifier = "{specifier}" }},\n'


def _lock(root: Path, **versions: str) -> None:
    """Write what `uv lock` writes, as far as it is read: the project and packages of these versions."""
    table = tomllib.loads((root / "pyproject.toml").read_text())
    lines = []
    for requirements in (table["project"]["dependencies"], table["dependency-groups"]["dev"]):
        text = ""
        for each in requirements:
            [(name, extras, rest)] = re.findall(r"^([\w-]+)(?:\[(\w+)\])?(.*)$", each)
            shown = f', extras = ["{extras}"]' if extras else ""
            text += ENTRY.format(name=name, extras=shown, specifier=rest)
        lines.append(text)
    own = (
        '[[package]]\nname = "shop"\nversion = "0.1.0"\nsource = { editable = "." }\n\n'
        f"[package.metadata]\nrequires-dist = [\n{lines[0]}]\n\n"
        f"[package.metadata.requires-dev]\ndev = [\n{lines[1]}]\n"
    )
    others = "".join(
        f'\n[[package]]\nname = "{name.replace("_", "-")}"\nversion = "{version}"\n'
        'source = { registry = "wheels" }\n'
        for name, version in versions.items()
    )
    head = 'version = 1\nrevision = 5\nrequires-python = ">=3.11"\n\n'
    (root / "uv.lock").write_text(head + own + others)


def test_a_lock_that_is_made_for_the_project_needs_no_work(tmp_path: Path) -> None:
    for answers in ({**FLASK}, {**FLASK, "framework": "fastapi", "auth": "jwt"}):
        root = make(tmp_path / str(len(answers)), answers)
        _lock(root, werkzeug="3.1.9", starlette="1.10.0", pyjwt="2.15.1")
        assert look(root, check_lock, check_advisories) == []
        assert look(root, check_lock) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"apiflask>=3.1.2",', '"apiflask>=3.1.2", "httpx>=1",', "httpx>=1 is new in it"),
        ("structlog>=26.1.0", "structlog>=27", "structlog>=27 is new in it"),
        ('    "structlog>=26.1.0",\n', "", "structlog>=26.1.0 is gone from it"),
        ('    "ruff>=0.17.5",\n', "", "ruff>=0.17.5 is gone from it"),
        (">=3.11", ">=3.12", "Python >=3.12 is required, and >=3.11 was"),
    ],
)
def test_a_lock_that_was_made_for_other_requirements(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    root = make(tmp_path, FLASK)
    _lock(root)
    replace(root, "pyproject.toml", old, new)
    [finding] = look(root, check_lock)
    assert finding.message == f"It was not made for today's pyproject.toml: {said}."
    assert (finding.path, finding.action, finding.needs_work) == ("uv.lock", "uv lock", True)


def test_other_spellings_of_the_same_requirement_are_no_difference(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    _lock(root)
    replace(
        root, "pyproject.toml", "structlog>=26.1.0", "Structlog (>= 26.1.0) ; python_version>'3'"
    )
    replace(root, "pyproject.toml", "sqlalchemy>=2.1.9", "SQLAlchemy >=2.1.9")
    replace(root, "uv.lock", ">=0.17.5", ">=0.17.5rc1")
    replace(root, "pyproject.toml", "ruff>=0.17.5", "ruff>=0.17.5-RC.1")
    assert look(root, check_lock, check_advisories) == []


def test_groups_may_include_others_and_be_written_in_uvs_old_way(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    _lock(root)
    path = root / "pyproject.toml"
    text = path.read_text()
    start, end = text.index("dev = ["), text.index("]", text.index("dev = [")) + 1
    group = text[start:end]
    others = 'Dev = [{ include-group = "all" }]\nall = []\n\n[tool.uv]\n'
    path.write_text(f"{text[:start]}{others}{group.replace('dev', 'dev-dependencies')}{text[end:]}")
    replace(
        root,
        "uv.lock",
        "[package.metadata.requires-dev]\n",
        "[package.metadata.requires-dev]\nall = []\n",
    )
    assert look(root, check_lock) == []


def test_what_comes_from_elsewhere_than_an_index_has_no_bounds(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    _lock(root)
    replace(
        root,
        "uv.lock",
        'name = "structlog", specifier = ">=26.1.0"',
        'name = "structlog", git = "x"',
    )
    path = root / "pyproject.toml"
    path.write_text(path.read_text() + '\n[tool.uv.sources]\nstructlog = { git = "x" }\n')
    assert look(root, check_lock, check_advisories) == []


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b'version = 1\n\n[[package]]\nsource = { editable = "." }\n=\n']
)
def test_a_lock_that_uv_did_not_write(tmp_path: Path, data: bytes) -> None:
    root = make(tmp_path, FLASK)
    (root / "uv.lock").write_bytes(data)
    assert find_work(root) == [("lock", "uv.lock", 0)]


def test_a_missing_lock_is_told_unless_a_workspace_has_it(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    [finding] = look(root, check_lock)
    assert not finding.needs_work
    (tmp_path / "pyproject.toml").write_text("[tool.uv.workspace]\nmembers = ['shop']\n")
    assert find_workspace(root) == tmp_path
    assert look(root, check_lock) == []


def test_a_locked_version_with_a_known_fault_names_it_and_what_mends_it(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    _lock(root, werkzeug="3.1.9", jinja2="3.1.5", flask="3.1.0", starlette="1.3.1")
    found = {(e.message.split("(")[1].split(";")[0]): e for e in look(root, check_advisories)}
    assert found.keys() == {"CVE-2025-27516", "GHSA-4grg-w6v8-c28g", "GHSA-68rp-wp8r-4726"}
    finding = found["CVE-2025-27516"]
    lines = (root / "uv.lock").read_text().splitlines()
    assert lines[finding.line - 1] == 'version = "3.1.5"'
    assert finding.action == "uv lock --upgrade-package jinja2, which must give 3.1.6 or later"
    assert (
        "https://github.com/pallets/jinja/security/advisories/GHSA-cpwx-vrp4-4pq7"
        in finding.message
    )


def test_a_fault_begins_with_the_version_that_has_it(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    _lock(root, flask="3.0.3")
    assert [e.message for e in look(root, check_advisories) if "4grg" in e.message] == []


def test_bounds_count_only_where_nothing_is_locked(tmp_path: Path) -> None:
    root = make(tmp_path, {**FLASK, "framework": "fastapi"})
    replace(root, "pyproject.toml", "starlette>=1.10.0", "starlette>=1.2")
    [finding] = look(root, check_advisories)
    lines = (root / "pyproject.toml").read_text().splitlines()
    assert "starlette>=1.2" in lines[finding.line - 1]
    assert finding.action == "uv add 'starlette>=1.3.1'"
    assert "CVE-2026-54283" in finding.message
    _lock(root, starlette="1.10.0")
    assert look(root, check_advisories) == []


def test_no_requirement_of_the_templates_is_below_a_known_fault() -> None:
    catalog = load_catalog()
    _, known = load_advisories()
    for layer, framework in product(catalog.layers, catalog.frameworks):
        for contribution in layer.contributions(framework):
            for key in ("dependencies", "dev_dependencies"):
                for item in contribution.lists.get(key, ()):
                    read = read_requirement(str(item))
                    assert read is not None
                    assert read.lowest is not None
                    version = read.lowest[1]
                    assert not [e for e in known if e.package == read.name and e.is_about(version)]


def test_advisories_are_whole_and_each_has_its_source() -> None:
    day, known = load_advisories()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)
    places = [(each.package, read_release(each.fixed)) for each in known]
    assert all(version for _, version in places)
    assert [package for package, _ in places] == sorted(package for package, _ in places)
    for each in known:
        assert re.fullmatch(r"CVE-20\d\d-\d+|GHSA(-\w{4}){3}|PYSEC-20\d\d-\d+", each.id)
        assert urlsplit(each.link).scheme == "https"
        assert urlsplit(each.link).netloc in {"github.com", "osv.dev", "nvd.nist.gov"}
        assert not each.since or (read_release(each.since) or ()) < (read_release(each.fixed) or ())
        assert len({e.fixed for e in known if (e.id, e.package) == (each.id, each.package)}) == len(
            [e for e in known if (e.id, e.package) == (each.id, each.package)]
        )


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (".python-version", "# ours\n3.10\n", 2),
        ("Dockerfile", "FROM python:3.10-slim\n", 1),
        (".github/workflows/ours.yml", "on: push\npython-version: '3.9'\n", 2),
        (".github/workflows/ours.yml", 'python: ["3.10", "3.13"]\n', 1),
        (".gitlab-ci.yml", "image: python:3.10\n", 1),
    ],
)
def test_a_python_that_the_project_does_not_take(
    tmp_path: Path, path: str, text: str, line: int
) -> None:
    root = make_tracked(tmp_path, FLASK)
    track(root, path, text)
    assert (path, line) in [(each.path, each.line) for each in look(root, check_tools)]


@pytest.mark.parametrize(
    ("required", "name"),
    [(">=3.11", "3.14"), ("~=3.11", "3.13"), (">=3.11,<3.13.5", "3.13"), ("<4", "3.2.1")],
)
def test_a_python_that_the_project_takes(tmp_path: Path, required: str, name: str) -> None:
    root = make_tracked(tmp_path, {**FLASK, "deploy": (), "ci": "none"})
    replace(root, "pyproject.toml", 'requires-python = ">=3.11"', f'requires-python = "{required}"')
    (root / ".python-version").write_text(f"{name}\n")
    assert look(root, check_tools) == []


def test_a_uv_that_the_project_does_not_take(tmp_path: Path) -> None:
    root = make_tracked(tmp_path)
    path = root / "pyproject.toml"
    path.write_text(path.read_text() + '\n[tool.uv]\nrequired-version = ">=99"\n')
    [finding] = look(root, check_tools)
    assert finding.path == "Dockerfile"
    assert re.fullmatch(r"It names uv [\d.]+; pyproject.toml requires >=99.", finding.message)


def test_requirements_are_read_as_they_are_written() -> None:
    table = {
        "project": {
            "dependencies": [
                "A_b.c[X,y]>=1.0, <2 ; os_name == 'nt'",
                "d @ https://x/d.whl",
                "??",
                1,
            ],
            "optional-dependencies": {"more": ["e"]},
        }
    }
    assert [str(each) for each in list_declared(table)] == ["a-b-c[x,y]<2,>=1.0", "d", "e"]


def test_a_pyproject_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    (root / "pyproject.toml").write_text("[project]\nname = shop\n")
    assert find_work(root) == [("unreadable", "pyproject.toml", 2)]


def test_the_lock_of_a_real_project_is_read() -> None:
    lock = read_lock((Path(__file__).parents[2] / "uv.lock").read_bytes())
    assert lock.requires
    assert "jinja2" in {each.name for each in lock.requires}
    assert {each.name for each in lock.groups["dev"]} >= {"mypy", "pytest"}
    assert {name for name, _, _ in lock.versions} >= {"jinja2", "typer"}
