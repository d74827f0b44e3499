"""What owners do to their projects: move, rename and rewrite; each change leaves a project that works."""

import re
from collections.abc import Callable
from pathlib import Path

Change = Callable[[Path], None]


def move_database(project: Path) -> None:
    """Move database.py, or what takes its place in memory, into a package of its own."""
    name = "database" if (project / "src/shop/database.py").exists() else "memory"
    _move(project, name, "db", "core")


def move_errors(project: Path) -> None:
    """Move errors.py into a package of its own."""
    _move(project, "errors", "core", "errors")


def move_routes(project: Path) -> None:
    """Move the routes to api/v1, and rename the function that registers them."""
    package = project / "src/shop"
    target = package / "api/v1"
    target.parent.mkdir()
    (target.parent / "__init__.py").write_text("")
    (package / "routes").rename(target)
    for path in target.glob("*.py"):
        _replace(path, r"(?m)^from \.\.(?=[\w ])", "from ...")
    _replace(target / "__init__.py", r"\binit_app\b", "register_routes")
    _replace(package / "app.py", r"\broutes\.init_app\b", "v1.register_routes")
    _replace(
        package / "app.py", r"(?m)^(from \. import .*), routes(.*)$", r"\1\2\nfrom .api import v1"
    )
    for path in (project / "tests").rglob("*.py"):
        _replace(path, r"\bshop\.routes\b", "shop.api.v1")


def add_prefix(project: Path) -> None:
    """Put /api before every path but that of the health check."""
    seam = project / "src/shop/routes/__init__.py"
    text = seam.read_text(encoding="utf-8")
    if "include_router" in text:
        _replace(seam, r"items\.router\)", 'items.router, prefix="/api")')
    else:
        _replace(seam, r"(?m)^(\s+)app\.register_blueprint\(items\.router\)$", _NESTED)
        _replace(
            seam, r"from apiflask import APIFlask", "from apiflask import APIBlueprint, APIFlask"
        )
    for path in (project / "tests").rglob("*.py"):
        _replace(path, r'"/items', '"/api/items')


def rename_package(project: Path) -> None:
    """Call the package `store`."""
    (project / "src/shop").rename(project / "src/store")
    files = [*project.rglob("*.py"), project / "pyproject.toml", *project.glob("*.ini")]
    for path in files:
        _replace(path, r"\bshop(?=\.\w)|(?<=src/)shop\b|(?<=from )shop\b(?= import)", "store")
    with (project / "pyproject.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[tool.uv.build-backend]\nmodule-name = "store"\n')


def set_ruff(lines: str, formatting: str = "", imports: str = "") -> Change:
    """Give other settings of ruff in place of those that the project came with."""
    tables = {"tool.ruff": lines, "tool.ruff.format": formatting, "tool.ruff.lint.isort": imports}
    text = "".join(f"[{name}]\n{body}\n" for name, body in tables.items() if body)

    def change(project: Path) -> None:
        _replace(
            project / "pyproject.toml", r"(?ms)^\[tool\.ruff\]\n.*?(?=^\[(?!tool\.ruff)|\Z)", ""
        )
        with (project / "pyproject.toml").open("a", encoding="utf-8") as stream:
            stream.write(f"\n{text}")

    return change


def use_black(project: Path) -> None:
    """Format with black, at 79 characters, and have no settings of ruff."""
    _replace(project / "pyproject.toml", r"(?ms)^\[tool\.ruff.*?(?=^\[(?!tool\.ruff)|\Z)", "")
    with (project / "pyproject.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n[tool.black]\nline-length = 79\n")


_NESTED = r"""\1api = APIBlueprint("api", __name__, url_prefix="/api")
\1api.register_blueprint(items.router)
\1app.register_blueprint(api)"""


def _move(project: Path, name: str, folder: str, module: str) -> None:
    package = project / "src/shop"
    (package / folder).mkdir()
    (package / folder / "__init__.py").write_text("")
    (package / f"{name}.py").rename(package / folder / f"{module}.py")
    _replace(package / folder / f"{module}.py", r"(?m)^from \.(?=\w)", "from ..")
    moved = f"import {module}" + ("" if module == name else f" as {name}")
    line = re.compile(rf"(?m)^from (\.+) import (.*\b{name}\b.*)$")
    for path in (
        *package.rglob("*.py"),
        *project.glob("tests/**/*.py"),
        *project.glob("migrations/*.py"),
    ):
        _replace(path, rf"(?m)^from (\.+){name} import", rf"from \1{folder}.{module} import")
        _replace(path, rf"\bshop\.{name}\b", f"shop.{folder}.{module}")
        text = line.sub(lambda found: _split_off(found, name, folder, moved), path.read_text())
        path.write_text(text)


def _split_off(found: re.Match[str], name: str, folder: str, moved: str) -> str:
    dots, names = found[1], found[2].split(", ")
    names.remove(name)
    rest = f"from {dots} import {', '.join(names)}\n" if names else ""
    return f"{rest}from {dots}{folder} {moved}"


def _replace(path: Path, pattern: str, by: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, by, text), encoding="utf-8")
