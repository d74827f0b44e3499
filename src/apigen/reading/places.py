"""Where a project registers its routers, and which of its modules defines a name."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from .files import Files

_SEAMS = {"fastapi": "include_router", "flask": "register_blueprint"}


def find_seams(files: Files, framework: str) -> tuple[str, ...]:
    """Give the modules in which a router is registered on something."""
    name = _SEAMS[framework]
    found = []
    for path in files.modules:
        if f".{name}".encode() not in (files.read(path) or b""):
            continue
        tree = files.parse(path)
        if tree is not None and any(_is_call(node, name) for node in ast.walk(tree)):
            found.append(path)
    return tuple(found)


def find_definition(files: Files, folder: str, name: str, first: str) -> str | None:
    """Give the module under `folder` that defines `name` at its top level, `first` if it does."""
    if _defines(files, first, name):
        return first
    inside = (path for path in files.modules if path.startswith(f"{folder}/".lstrip("/")))
    mark = name.encode()
    return next(
        (p for p in inside if mark in (files.read(p) or b"") and _defines(files, p, name)), None
    )


def _defines(files: Files, path: str, name: str) -> bool:
    tree = files.parse(path)
    return tree is not None and name in _find_defined(tree.body)


def _find_defined(body: Sequence[ast.stmt]) -> Iterator[str]:
    pending = list(body)
    while pending:
        match pending.pop():
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef() as made:
                yield made.name
            case ast.Assign(targets=targets):
                yield from _find_names(targets)
            case ast.AnnAssign(target=target, value=ast.expr()):
                yield from _find_names([target])
            case ast.If(body=inner, orelse=other):
                pending += [*inner, *other]
            case ast.Try(body=inner, orelse=other, handlers=handlers):
                pending += [*inner, *other, *(one for h in handlers for one in h.body)]


def _find_names(targets: Iterable[ast.expr]) -> Iterator[str]:
    for target in targets:
        parts = target.elts if isinstance(target, ast.Tuple) else [target]
        yield from (part.id for part in parts if isinstance(part, ast.Name))


def _is_call(node: ast.AST, name: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    )
