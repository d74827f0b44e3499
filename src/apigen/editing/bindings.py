"""Takes the survey of a module, and tells from it what a name in it stands for."""

import ast
from collections.abc import Collection

from .survey import (
    Assigned,
    Block,
    Call,
    Function,
    Imported,
    Survey,
    dotted,
    find_blocks,
    find_expressions,
)

_MOST_NAMES = 20


def survey_module(
    tree: ast.Module, module: str, *, is_package: bool, methods: Collection[str] = ()
) -> Survey:
    """Note the imports, names and assignments of a module, and the calls of `methods`."""
    survey = Survey()
    for block in find_blocks(tree):
        if block.function is not None and block.statements is block.function.body:
            _note_parameters(survey, block, block.function)
        for statement in block.statements:
            _note_statement(survey, block, statement, module, is_package)
            for node in find_expressions(statement):
                if isinstance(node, ast.Name):
                    survey.names[node.id] += 1
                    survey.stores[node.id] += not isinstance(node.ctx, ast.Load)
                elif isinstance(node, ast.Attribute):
                    pass
                elif isinstance(node, ast.Constant):
                    if isinstance(node.value, str):
                        survey.texts[node.value] += 1
                elif isinstance(node, ast.Call):
                    if isinstance(node.func, ast.Attribute) and node.func.attr in methods:
                        receiver = dotted(node.func.value)
                        call = Call(node, statement, block, node.func.attr, receiver)
                        survey.calls.append(call)
                else:
                    _note_name(survey, node)
    survey.calls.sort(key=lambda call: (call.node.lineno, call.node.col_offset))
    survey.imports.sort(key=lambda item: (item.statement.lineno, item.statement.col_offset))
    survey.assigned.sort(key=lambda item: (item.statement.lineno, item.statement.col_offset))
    return survey


def find_base(module: str, *, is_package: bool, level: int) -> str:
    """Give the package that a relative import of so many dots in `module` starts from."""
    parts = module.split(".")
    parts = parts[: len(parts) - level + (1 if is_package else 0)]
    return ".".join(parts)


def resolve(survey: Survey, name: str, block: Block) -> set[str]:
    """Give the dotted names of all that `name`, perhaps dotted itself, can stand for in a block."""
    found: set[str] = set()
    seen = {name}
    todo = [(name, block)]
    while todo and len(seen) < _MOST_NAMES:
        name, block = todo.pop()
        first, _, rest = name.partition(".")
        for item in survey.bound.get(first, ()):
            if item.block.scopes[0] in block.scopes:
                found.add(join(item.target, rest))
        for value in survey.values.get(first, ()):
            other = join(dotted(value.value), rest)
            if dotted(value.value) and value.block.scopes[0] in block.scopes and other not in seen:
                seen.add(other)
                todo.append((other, value.block))
    return found


def join(*parts: str) -> str:
    """Write a dotted name from its parts, leaving out those that are empty."""
    return ".".join(part for part in parts if part)


def _note_parameters(survey: Survey, block: Block, function: Function) -> None:
    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        survey.parameters[block.scopes[0], argument.arg] = argument


def _note_statement(
    survey: Survey, block: Block, statement: ast.stmt, module: str, is_package: bool
) -> None:
    _note_name(survey, statement)
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            first = alias.name.partition(".")[0]
            binds, target = (alias.asname, alias.name) if alias.asname else (first, first)
            survey.add_import(Imported(statement, alias, block, binds, target))
    elif isinstance(statement, ast.ImportFrom):
        base = statement.module or ""
        if statement.level:
            level = statement.level
            base = join(find_base(module, is_package=is_package, level=level), base)
        for alias in statement.names:
            target, binds = join(base, alias.name), alias.asname or alias.name
            survey.add_import(Imported(statement, alias, block, binds, target))
    elif isinstance(statement, ast.Assign):
        for target_node in statement.targets:
            if name := dotted(target_node):
                survey.add_value(Assigned(name, statement.value, statement, block))
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        survey.add_value(Assigned(dotted(statement.target), statement.value, statement, block))


def _note_name(survey: Survey, node: ast.AST) -> None:
    """Count the identifiers that a node holds as plain text."""
    if isinstance(node, ast.alias):
        survey.names[node.asname or node.name.partition(".")[0]] += 1
    elif isinstance(node, ast.Global | ast.Nonlocal):
        survey.names.update(node.names)
    elif isinstance(node, ast.arg):
        survey.names[node.arg] += 1
    elif not isinstance(node, ast.keyword):
        for key in ("name", "rest"):
            if isinstance(word := getattr(node, key, None), str):
                survey.names[word] += 1
