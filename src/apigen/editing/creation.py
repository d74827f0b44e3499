"""Finds where a module that registers nothing yet makes its app, and where routers go there."""

import ast
import re

from .bindings import resolve
from .edits import Uncertain
from .registration import APPS, ROUTERS, Registration
from .seam import Place
from .survey import Assigned, Survey, dotted

# A path that takes everything which follows it, too: what comes after it is never reached.
_TAKES_ALL = re.compile(r"\{\w+:path\}|<path:")
_SETTING = frozenset(
    {
        *("add_middleware", "add_exception_handler", "add_event_handler", "register_error_handler"),
        *("init_app", "from_object", "from_mapping", "from_prefixed_env", "from_envvar", "update"),
        *("from_pyfile", "from_file", "before_request", "after_request", "include_router"),
        *("register_blueprint", "setdefault"),
    }
)


def find_creation(survey: Survey, registration: Registration) -> Place:
    """Find the one app that is made, and the place after what sets it up. Raises Uncertain."""
    classes = APPS[registration.framework]
    if registration.receiver:
        classes = classes | ROUTERS[registration.framework]
    made = {
        id(item.statement): item
        for item in reversed(survey.assigned)
        if makes(survey, item, classes) and registration.receiver in {"", item.name}
    }
    if not made:
        raise Uncertain("it registers no router and makes no app")
    item, *others = reversed(made.values())
    if item.block.around:
        kind, line = item.block.kind, item.statement.lineno
        raise Uncertain(f"it makes the app in a {kind} (line {line})", line)
    if others:
        names = " and ".join(dict.fromkeys(other.name for other in (item, *others)))
        raise Uncertain(f"it makes several apps ({names}), and which is meant cannot be told")
    if item.block.function is None:
        return Place(item.block, _skip_settings(item), item.name)
    return _find_in_factory(item, item.block.function)


def makes(survey: Survey, item: Assigned, classes: frozenset[str]) -> bool:
    """Whether an assignment's value is a call of one of the classes."""
    if not isinstance(item.value, ast.Call):
        return False
    name = dotted(item.value.func)
    targets = resolve(survey, name, item.block) or {name}
    return any(target.rpartition(".")[2] in classes for target in targets)


def _find_in_factory(item: Assigned, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Place:
    statements = item.block.statements
    index = statements.index(item.statement)
    returns = [node for node in _walk_function(function) if isinstance(node, ast.Return)]
    named = [node for node in returns if _names(node, item.name)]
    if not named and "." not in item.name:
        line = item.statement.lineno
        raise Uncertain(f"it makes an app that is not returned (line {line})", line, function.name)
    for statement in statements[index + 1 :]:
        if _takes_all(statement, item.name):
            return Place(item.block, statement, item.name, is_before=True)
    if named and statements[-1] is named[-1] and len(returns) == 1:
        return Place(item.block, statements[-1], item.name, is_before=True)
    return Place(item.block, _skip_settings(item), item.name)


def _skip_settings(item: Assigned) -> ast.stmt:
    """Give the last of the statements directly after the making of an app that set it up."""
    statements = item.block.statements
    last = item.statement
    for statement in statements[statements.index(last) + 1 :]:
        if not _is_setting(statement, item.name):
            break
        last = statement
    return last


def _is_setting(statement: ast.stmt, app: str) -> bool:
    if isinstance(statement, ast.Assign):
        target: ast.expr = statement.targets[0]
        while isinstance(target, ast.Subscript):
            target = target.value
        return len(statement.targets) == 1 and dotted(target).startswith(f"{app}.")
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    call = statement.value
    name = dotted(call.func)
    if call.args and dotted(call.args[0]) == app:
        return "mount" not in name
    return name.startswith(f"{app}.") and name.rpartition(".")[2] in _SETTING


def _takes_all(statement: ast.stmt, app: str) -> bool:
    """Whether a statement mounts something on the app, or adds a path that takes all."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and dotted(node.func) == f"{app}.mount":
            return True
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and _TAKES_ALL.search(node.value):  # type: ignore[attr-defined]
            return True
    return False


def _names(node: ast.AST, name: str) -> bool:
    return any(dotted(inner) == name for inner in ast.walk(node))


def _walk_function(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.AST]:
    """Give the nodes of a function's body, without those of functions within it."""
    found: list[ast.AST] = []
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        found.append(node)
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            todo.extend(ast.iter_child_nodes(node))
    return found
