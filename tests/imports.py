"""Looks, without running anything, whether what a project's modules import from each other is there."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath


def find_missing(tree: Mapping[str, str], start: str = "") -> list[str]:
    """Give what modules under src/ import from each other and is not there.

    `tree` is path -> text. Only modules count that those whose path ends in `start` lead to.
    """
    inside = {path[path.index("src/") + 4 :]: text for path, text in tree.items() if "src/" in path}
    modules = {path: text for path, text in inside.items() if path.endswith(".py")}
    pending = [path for path in modules if path.endswith(start)]
    assert pending
    seen = set(pending)
    missing = []
    while pending:
        path = pending.pop()
        for module, name in _find_imports(path, modules[path]):
            found = _locate(module, name, modules)
            if not found:
                missing.append(f"{path} imports {name} from {module}")
            pending += found - seen
            seen |= found
    return missing


def _find_imports(path: str, text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = PurePosixPath(path).parents[node.level - 1]
            module = (above / (node.module or "").replace(".", "/")).as_posix()
            yield from ((module, alias.name) for alias in node.names)


def _locate(module: str, name: str, modules: Mapping[str, str]) -> set[str]:
    """Give the modules that `from module import name` runs; none when it fails."""
    for place in (f"{module}/{name}", module):
        for path in (f"{place}.py", f"{place}/__init__.py"):
            if path in modules and (place != module or name in _find_bound(modules[path])):
                packages = (f"{above}/__init__.py" for above in PurePosixPath(path).parents)
                return {path, *(package for package in packages if package in modules)}
    return set()


def _find_bound(text: str) -> set[str]:
    bound = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(names=names) | ast.Import(names=names):
                bound |= {alias.asname or alias.name for alias in names}
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                bound.add(name)
            case ast.AsyncFunctionDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                bound.add(name)
    return bound
