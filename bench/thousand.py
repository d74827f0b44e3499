"""Makes projects with very many routes: one that add-route has grown, and one written by hand."""

import shutil
from pathlib import Path

from apigen.catalog import load_catalog
from apigen.existing.addition import plan_addition
from apigen.existing.project import load_project
from apigen.routes.parse import parse_route
from apigen.state import write_file_line

FIELDS = ("customer:str", "total:decimal", "paid:bool=false", "note:text?")
_FIRST = "aaa"
_BY_HAND = Path(__file__).parent / "by_hand"
_APPLICATIONS = {
    "fastapi": ("from fastapi import FastAPI", "FastAPI()", "include_router"),
    "flask": ("from apiflask import APIFlask", "APIFlask(__name__)", "register_blueprint"),
}


def code(number: int) -> str:
    """Give three letters for each number up to 17,575."""
    return "".join(chr(97 + number // 26**place % 26) for place in (2, 1, 0))


def path_of(number: int) -> str:
    """Give the path of a resource, as add-route is told it."""
    return f"box_{code(number)}_orders"


def grow(project: Path, target: Path, number: int) -> Path:
    """Copy the project, with so many resources as add-route would have written one by one.

    It writes the first of them; the others are the same under other names.
    """
    shutil.copytree(project, target, ignore=shutil.ignore_patterns(".venv", ".git"))
    route = parse_route(path_of(0), FIELDS)
    plan = plan_addition(load_catalog(), load_project(target), route).plan
    for entry in plan.written:
        path = target / entry.file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.action == "create":
            for each in range(number):
                name = _rename(entry.file.path, each)
                (target / name).write_text(_rename(entry.file.text, each), encoding="utf-8")
        elif entry.file.path == ".apigen.toml":
            path.write_text(_remember(entry.file.text, number), encoding="utf-8")
        else:
            path.write_text(_repeat(entry.file.text, number), encoding="utf-8")
    return target


def write_by_hand(target: Path, framework: str, number: int) -> Path:
    """Write an application with as many routes as a person would: a module each, and a list."""
    package = target / "hand"
    package.mkdir(parents=True)
    text = (_BY_HAND / f"{framework}.py.jinja").read_text(encoding="utf-8")
    names = [path_of(each) for each in range(number)]
    for each, name in enumerate(names):
        (package / f"{name}.py").write_text(_rename(text, each), encoding="utf-8")
    start, made, method = _APPLICATIONS[framework]
    lines = [start, "from . import (", *(f"    {name}," for name in names), ")", f"app = {made}"]
    lines += [f"app.{method}({name}.router)" for name in names]
    shutil.copy(_BY_HAND / "base.py.jinja", package / "base.py")
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "main.py").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return target


def _rename(text: str, number: int) -> str:
    """Turn what is of the first resource into that of another one, its revision too."""
    new = code(number)
    text = text.replace(_FIRST, new).replace(_FIRST.capitalize(), new.capitalize())
    if number:
        text = text.replace(
            'down_revision: str | None = "0001"', f'down_revision: str | None = "{number + 1:04}"'
        )
    return text.replace('revision: str = "0002"', f'revision: str = "{number + 2:04}"').replace(
        "versions/0002_", f"versions/{number + 2:04}_"
    )


def _repeat(text: str, number: int) -> str:
    """Repeat the lines of a seam or an index that speak of the first resource."""
    lines = []
    for line in text.splitlines(keepends=True):
        if _FIRST not in line.lower():
            lines.append(line)
        elif line.startswith("from . import"):
            others = [
                name for name in line.split("import ")[1].strip().split(", ") if _FIRST not in name
            ]
            names = sorted([*others, *(path_of(each) for each in range(number))])
            lines += ["from . import (\n", *(f"    {name},\n" for name in names), ")\n"]
        elif line.startswith("__all__"):
            names = [f'    "Box{code(each).capitalize()}Order",\n' for each in range(number)]
            lines += ["__all__ = [\n", '    "Base",\n', *names, '    "Item",\n', "]\n"]
        else:
            lines += [_rename(line, each) for each in range(number)]
    return "".join(lines)


def _remember(text: str, number: int) -> str:
    head, _, rest = text.partition(f'\n[[routes]]\npath = "/{path_of(0)}"')
    block, _, files = rest.partition("\n[files]\n")
    block = f'\n[[routes]]\npath = "/{path_of(0)}"{block}'
    blocks = [_rename(block, each) for each in range(number)]
    lines = [line for line in files.splitlines(keepends=True) if path_of(0) not in line]
    paths = [line.split('"')[1] for line in files.splitlines() if path_of(0) in line]
    lines += [write_file_line(_rename(p, n), b"") for n in range(number) for p in paths]
    return f"{head}{''.join(blocks)}\n[files]\n{''.join(sorted(lines))}"
