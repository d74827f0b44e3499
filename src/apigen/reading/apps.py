"""The applications that a project makes."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .files import Files
from .marks import makes_app
from .meanings import Function, FunctionNode, Scope
from .resolve import Resolver
from .values import APPS, Thing


@dataclass(frozen=True)
class FoundApp:
    """An application that is made at a place: `variable` and `function` are empty without one."""

    file: str
    line: int
    framework: Literal["fastapi", "flask"]
    variable: str
    function: str
    is_apiflask: bool


def find_apps(files: Files) -> tuple[FoundApp, ...]:
    """Give each call that makes an application, tests left out, by file and line."""
    found = (app for app, _ in find_made_apps(files, Resolver(files)))
    return tuple(sorted(found, key=lambda app: (app.file, app.line)))


def find_made_apps(files: Files, resolver: Resolver) -> Iterator[tuple[FoundApp, Thing]]:
    """Give each of them with what the call comes to, which has its arguments."""
    for path in files.modules:
        data = files.read(path)
        if data is None or not makes_app(data):
            continue
        scope, tree = resolver.scope(path), files.parse(path)
        if scope is not None and tree is not None:
            yield from _find_made(resolver, tree, scope)


def _find_made(
    resolver: Resolver, tree: ast.Module, outer: Scope
) -> Iterator[tuple[FoundApp, Thing]]:
    pending: list[tuple[ast.AST, str, str, Scope]] = [(tree, "", "", outer)]
    while pending:
        node, function, variable, scope = pending.pop()
        if isinstance(node, FunctionNode):
            function = node.name
            scope = _find_inner(scope, node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            variable = _name_target(target)
        elif isinstance(node, ast.Call):
            made = resolver.resolve(node, scope) if _may_be_class(node.func) else None
            if isinstance(made, Thing) and made.is_app and made.call is node:
                kind: Literal["fastapi", "flask"] = (
                    "fastapi" if made.kind in APPS["fastapi"] else "flask"
                )
                is_apiflask = made.kind == "APIFlask"
                app = FoundApp(made.file, made.line, kind, variable, function, is_apiflask)
                yield app, made
            variable = ""
        pending += [
            (child, function, variable, scope)
            for child in ast.iter_child_nodes(node)
            if isinstance(child, ast.stmt | ast.expr | ast.excepthandler | ast.keyword)
        ]


def _may_be_class(called: ast.expr) -> bool:
    name = getattr(called, "attr", None) or getattr(called, "id", None)
    return isinstance(name, str) and name[:1].isupper()


def _find_inner(scope: Scope, node: FunctionNode) -> Scope:
    bindings = (bound for _, bound in scope.names.get(node.name, ()))
    inner = (b.inner for b in bindings if isinstance(b, Function) and b.node is node)
    return next(inner, scope)


def _name_target(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
    return ""
