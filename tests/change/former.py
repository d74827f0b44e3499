"""Projects as an older apigen, 0.0.9, wrote them: kept in `older` as they are, whatever templates become.

They stand for what owners have: nothing of them is rendered anew. Each has a resource, orders, that
add-route wrote later; `before_routes` has the files that this changed as they were before. In every
kind of file something is another way than today, as DIFFERENT, RENAMED, NEW and GONE tell.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from apigen.catalog import find_templates
from apigen.repository import commit, make_repository

from ..tools import read_tree, run_apigen

VERSION = "0.0.9"
FRAMEWORKS = ("fastapi", "flask")
FLAGS = {
    "fastapi": ("--with", "devcontainer"),
    "flask": (
        *("--framework", "flask", "--database", "postgres"),
        *("--ci", "gitlab", "--with", "pre-commit"),
    ),
}
ROUTE = ("orders", "customer:str", "total:decimal")
DIFFERENT = {
    "Python": "src/shop/settings.py",
    "a route's Python": "src/shop/services/items.py",
    "Python of a route that came later": "src/shop/services/orders.py",
    "tests": "tests/test_app.py",
    "Alembic's environment": "migrations/env.py",
    "a migration": "migrations/versions/0001_create_items.py",
    "pyproject.toml": "pyproject.toml",
    ".env.example": ".env.example",
    ".gitignore": ".gitignore",
    "README": "README.md",
    "AGENTS.md": "AGENTS.md",
    "just": "justfile",
    "Dockerfile": "Dockerfile",
    "Compose": "compose.yaml",
}
DIFFERENT_IN = {
    "fastapi": {
        "a workflow's YAML": ".github/workflows/ci.yml",
        "Dependabot's YAML": ".github/dependabot.yml",
        "JSON": ".devcontainer/devcontainer.json",
    },
    "flask": {"GitLab's YAML": ".gitlab-ci.yml", "pre-commit's YAML": ".pre-commit-config.yaml"},
}
RENAMED = {"src/shop/logging_setup.py": "src/shop/logs.py"}
NEW = (".dockerignore",)
GONE = ("CONTRIBUTING.md",)

_OLDER = Path(__file__).parent / "older"
SEAMS = ("src/shop/models/__init__.py", "src/shop/routes/__init__.py")


def write_former(folder: Path, framework: str, *, with_git: bool = True) -> Path:
    """Write the project into `folder` and, as its owner would have it by then, a repository."""
    root = Path(shutil.copytree(_OLDER / framework, folder / "shop"))
    if with_git:
        later = {seam: (root / seam).read_bytes() for seam in SEAMS}
        for seam in SEAMS:
            shutil.copy(_OLDER / "before_routes" / framework / seam, root / seam)
        paths = tuple(read_tree(root))
        make_repository(root, tuple(path for path in paths if "orders" not in path))
        for seam, data in later.items():
            (root / seam).write_bytes(data)
        commit(root, paths, "Add orders")
    return root


@cache
def read_today(framework: str) -> Mapping[str, str]:
    """Give the same project as today's apigen writes it, with orders added, without what is private."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        switches = ("--yes", "--no-git", "--no-install")
        _run(place, "new", "shop", *switches, *FLAGS[framework])
        _run(place / "shop", "add-route", "--yes", *ROUTE)
        (place / "shop/.env").unlink()
        return read_tree(place / "shop")


def read_former(framework: str) -> Mapping[str, str]:
    """Give the files as they are kept."""
    return read_tree(_OLDER / framework)


def clone(root: Path, how: str) -> Path:
    """Give a clone of the project: in `full`, `shallow` of its last commit only, or `squashed` into one."""
    target = root.parent / how / "shop"
    depth = ("--depth", "1") if how != "full" else ()
    git = ("git", "clone", "--quiet", *depth, f"file://{root}", str(target))
    subprocess.run(git, check=True, capture_output=True)
    if how == "squashed":
        shutil.rmtree(target / ".git")
        make_repository(target, tuple(read_tree(target)))
    return target


def _run(place: Path, *words: str) -> None:
    done = run_apigen(find_templates(), *words, cwd=place)
    assert done.returncode == 0, done.stderr


def write_former_tool(folder: Path, framework: str) -> Path:
    """Write what stands in for uv: it runs no other version than 0.0.9, which writes what it wrote.

    What it was told stands in `told` beside it.
    """
    new, later = folder / "new", folder / "later"
    write_former(folder / "whole", framework, with_git=False).rename(later)
    shutil.copytree(later, new)
    for path in [path for path in new.rglob("*") if path.is_file() and "orders" in path.name]:
        path.unlink()
    for seam in SEAMS:
        shutil.copy(_OLDER / "before_routes" / framework / seam, new / seam)
    script = folder / "uv"
    lines = (
        "#!/bin/sh",
        f'echo "$*" >> {folder}/told',
        f'test "$1 $2 $3 $4 $5" = "tool run --from apigen-starter=={VERSION} apigen" || exit 1',
        f"case $6 in new) cp -R {new} shop ;; esac",
        f"case $6,$* in add-route,*orders*) cp -R {later}/. shop ;; esac",
    )
    script.write_text("\n".join([*lines, ""]), encoding="utf-8")
    script.chmod(0o755)
    return script
