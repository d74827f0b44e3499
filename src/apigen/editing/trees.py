"""Compares syntax trees, leaving out what was put in; iterative, so that depth does not matter."""

import ast
from collections import Counter
from collections.abc import Collection
from typing import Any

_SIMPLE = (ast.Import, ast.ImportFrom, ast.Expr)


def are_same(
    old: ast.Module, new: ast.Module, inserted: ast.Module, lines: Collection[int]
) -> bool:
    """Whether `new` is `old` plus each statement of `inserted` exactly once, on one of `lines`.

    An import that brings in one name may also have come in as a name more in an import of the same
    module, and a text (an expression of its own) as an element more of a list or tuple.
    """
    missing = Counter(ast.dump(statement) for statement in inserted.body)
    todo: list[tuple[Any, Any, ast.AST | None]] = [(old, new, None)]
    while todo:
        a, b, parent = todo.pop()
        if a is b:
            continue
        if type(a) is not type(b):
            return False
        if isinstance(a, list):
            if len(a) != len(b):
                b = _leave_out(b, parent, missing, lines)
            if len(a) != len(b):
                return False
            todo.extend((x, y, parent) for x, y in zip(a, b, strict=True))
        elif isinstance(a, ast.AST):
            todo.extend((getattr(a, n, None), getattr(b, n, None), b) for n in a._fields)
        elif not _is_same_value(a, b):
            return False
    return not any(missing.values())


def _leave_out(
    items: list[Any], parent: ast.AST | None, missing: Counter[str], lines: Collection[int]
) -> list[Any]:
    """Give `items` without what `missing` asks for, which is then no longer missing."""
    kept = []
    for item in items:
        word = _describe(parent, item) if getattr(item, "lineno", 0) in lines else ""
        if word and missing[word] > 0:
            missing[word] -= 1
        else:
            kept.append(item)
    return kept


def _describe(parent: ast.AST | None, item: Any) -> str:
    """Write an item of a list down without its positions."""
    if isinstance(item, _SIMPLE):
        return ast.dump(item)
    if isinstance(item, ast.alias) and isinstance(parent, ast.ImportFrom):
        return ast.dump(ast.ImportFrom(parent.module, [item], parent.level))
    if isinstance(item, ast.Constant) and isinstance(parent, ast.List | ast.Tuple):
        return ast.dump(ast.Expr(item))
    return ""


def _is_same_value(a: Any, b: Any) -> bool:
    if isinstance(a, float | complex):
        return repr(a) == repr(b)
    return bool(a == b)
