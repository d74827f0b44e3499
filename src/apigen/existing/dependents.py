"""Finds what else in a project relies on modules that are to go: imports, names in texts, tables."""

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..reading.files import parse_python
from ..reading.modules import Modules, find_base
from .project import Project


@dataclass(frozen=True)
class Dependent:
    """A place that relies on `module`, the path of one that is to go."""

    path: str
    line: int
    text: str
    module: str


def find_dependents(
    project: Project,
    modules: Collection[str],
    classes: Mapping[str, str],
    edited: Mapping[str, bytes],
) -> tuple[Dependent, ...]:
    """Give every place that imports one of `modules`, or names it as text.

    `classes` are, by name, the modules of models that the models' package hands on. `edited` has what
    files will hold after the edits. The modules themselves are left out.
    """
    known = Modules(project.files)
    bases = {find_base(path): path for path in modules}
    bases |= {f"{project.folder}/models/{name}": path for name, path in classes.items()}
    names = {known.module_name(path): path for path in modules}
    leaves = tuple({base.rpartition("/")[2].encode() for base in bases})
    found: list[Dependent] = []
    for path in project.files.paths():
        if not path.endswith(".py") or path in modules:
            continue
        data = edited[path] if path in edited else project.files.read(path) or b""
        if not any(leaf in data for leaf in leaves):
            continue
        tree = parse_python(data) if path in edited else project.files.parse(path)
        lines = data.decode(errors="replace").splitlines()
        for node in ast.walk(tree) if tree else ():
            line = getattr(node, "lineno", 0)
            hits = {bases[base] for base in _find_bases(known, path, node) if base in bases}
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                hits |= {there for name, there in names.items() if _names(node.value, name)}
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "models":
                hits |= {classes[node.attr]} if node.attr in classes else set()
            text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
            found += [Dependent(path, line, text, hit) for hit in sorted(hits)]
    return tuple(found)


def find_references(
    project: Project, table: str, classes: Collection[str], aside: Collection[str]
) -> tuple[Dependent, ...]:
    """Give the places outside of `aside` that refer to a table, or to its model's class, as text."""
    start = f"{table}."
    marks = [text.encode() for text in (start, *classes)]
    found: list[Dependent] = []
    for path in project.files.modules:
        data = b"" if path in aside else project.files.read(path) or b""
        if not any(mark in data for mark in marks):
            continue
        for node in ast.walk(project.files.parse(path) or ast.Module([], [])):
            match node:
                case ast.Call(func=called, args=[ast.Constant(value=str() as text), *_]):
                    name = getattr(called, "attr", None) or getattr(called, "id", "")
                    is_key = name == "ForeignKey" and text.startswith(start)
                    if is_key or (name == "relationship" and text in classes):
                        found.append(Dependent(path, node.lineno, f'{name}("{text}")', table))
    return tuple(found)


def _find_bases(modules: Modules, importer: str, node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ImportFrom(module=name, level=level, names=aliases):
            base = modules.find_import(importer, name or "", level)
            if base is not None:
                yield base
                yield from (f"{base}/{alias.name}".lstrip("/") for alias in aliases)
        case ast.Import(names=aliases):
            for alias in aliases:
                base = modules.find_import(importer, alias.name, 0)
                if base is not None:
                    yield base


def _names(text: str, module: str) -> bool:
    rest = text.removeprefix(module)
    return "." in module and text.startswith(module) and rest[:1] in {"", ".", ":"}
