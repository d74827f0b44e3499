"""Where a project registers its routers, and which of its modules defines a name."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from .files import Files
from .marks import makes_app

_SEAMS = {"fastapi": "include_router", "flask": "register_blueprint"}


def find_seams(files: Files, framework: str) -> tuple[str, ...]:
    """Give the modules in which a router is registered on something.

    One that makes no application and registers only what it defines itself is not among them.
    """
    name = _SEAMS[framework]
    found = []
    for path in files.modules:
        data = files.read(path) or b""
        tree = files.parse(path) if f".{name}".encode() in data else None
        calls = _find_calls(tree, name) if tree else []
        if calls and (makes_app(data) or not _registers_itself(tree, calls)):
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


def _find_calls(tree: ast.Module, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    ]


def _registers_itself(tree: ast.Module | None, calls: Iterable[ast.Call]) -> bool:
    own = set(_find_defined(tree.body)) if tree else set()
    return all(
        call.args and isinstance(call.args[0], ast.Name) and call.args[0].id in own
        for call in calls
    )
