"""What each name of a module is bound to, and which of its calls may have to do with routes."""

import ast
from collections.abc import Iterator, Sequence

from .meanings import Class, Function, FunctionNode, Imported, Loop, Parameter, Scope, Use


def fill(scope: Scope, body: Sequence[ast.stmt]) -> Scope:
    """Read statements into `scope`, and functions and classes into scopes of their own."""
    pending: list[tuple[ast.stmt, Scope]] = [(statement, scope) for statement in reversed(body)]
    while pending:
        statement, here = pending.pop()
        match statement:
            case ast.Import():
                for name in statement.names:
                    bound = name.asname or name.name.partition(".")[0]
                    module = name.name if name.asname else bound
                    here.bind(bound, statement.lineno, Imported(module, 0, None))
            case ast.ImportFrom():
                for name in statement.names:
                    brought = Imported(statement.module or "", statement.level, name.name)
                    if name.name == "*":
                        here.stars.append(brought)
                    else:
                        here.bind(name.asname or name.name, statement.lineno, brought)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                inner = _define(here, statement)
                pending += [(one, inner) for one in reversed(statement.body)]
            case ast.Assign():
                for target in statement.targets:
                    here.bind_target(target, statement.value, here)
                _note(here, statement.value)
            case ast.AnnAssign() if statement.value is not None:
                here.bind_target(statement.target, statement.value, here)
                _note(here, statement.value)
            case ast.AugAssign():
                here.bind_target(statement.target, None, here)
            case ast.Expr():
                _note(here, statement.value)
            case ast.Return() if statement.value is not None:
                here.returned.append(statement.value)
                _note(here, statement.value)
            case ast.For() | ast.AsyncFor():
                here.steps.append(Loop(statement, here))
                pending += [(one, here) for one in reversed(statement.orelse)]
            case _:
                pending += [(one, here) for one in reversed(list(_inner_statements(statement)))]
    return scope


def _define(here: Scope, node: FunctionNode | ast.ClassDef) -> Scope:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call):
            here.steps.append(Use(decorator, here, node))
    inner = Scope(here.file, here)
    inner.steps = here.steps
    if isinstance(node, ast.ClassDef):
        here.bind(node.name, node.lineno, Class(node, inner))
        return inner
    here.bind(node.name, node.lineno, Function(node, inner))
    for given in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
        annotation = _last_name(given.annotation)
        inner.bind(given.arg, 0, Parameter(here.file, node.lineno, given.arg, annotation))
    return inner


def _last_name(annotation: ast.expr | None) -> str:
    match annotation:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Constant(value=str(text)):
            return text.rpartition(".")[2]
    return ""


def _note(here: Scope, value: ast.expr) -> None:
    value = value.value if isinstance(value, ast.Await) else value
    if isinstance(value, ast.Call):
        here.steps.append(Use(value, here))


def _inner_statements(statement: ast.stmt) -> Iterator[ast.stmt]:
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        for inner in getattr(statement, name, ()):
            if isinstance(inner, ast.stmt):
                yield inner
            else:
                yield from inner.body
