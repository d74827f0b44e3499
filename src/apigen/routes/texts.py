"""The texts and lists that a project's expressions come to, where its source alone tells."""

import ast

from .meanings import Scope, Written
from .resolve import DEEPEST, Resolver

UNKNOWN = "…"  # stands in a path for what the source does not tell
_LONGEST = 2_000
_MOST = 10_000


def read_text(resolver: Resolver, node: ast.expr, scope: Scope, depth: int = 0) -> str:
    """Give the text that an expression is, with UNKNOWN for each part that cannot be told."""
    if depth > DEEPEST:
        return UNKNOWN
    match node:
        case ast.Constant(value=None):
            return ""
        case ast.Constant(value=str() | int() as value):
            return str(value)[:_LONGEST]
        case ast.JoinedStr(values=parts):
            return "".join(read_text(resolver, part, scope, depth + 1) for part in parts[:50])
        case ast.FormattedValue(value=inner, conversion=-1, format_spec=None):
            return read_text(resolver, inner, scope, depth + 1)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = (read_text(resolver, part, scope, depth + 1) for part in (left, right))
            return "".join(both)[:_LONGEST]
        case ast.Name() | ast.Attribute():
            found = resolver.resolve(node, scope)
            if isinstance(found, Written) and found.value is not node:
                return read_text(resolver, found.value, found.scope, depth + 1)
    return UNKNOWN


def read_elements(resolver: Resolver, node: ast.expr, scope: Scope) -> list[Written] | None:
    """Give what a literal tuple, list or set holds, also under a name; None for anything else."""
    found = resolver.resolve(node, scope)
    if not isinstance(found, Written):
        return None
    value = found.value
    if not isinstance(value, ast.Tuple | ast.List | ast.Set) or len(value.elts) > _MOST:
        return None
    if any(isinstance(element, ast.Starred) for element in value.elts):
        return None
    return [Written(element, found.scope) for element in value.elts]


def read_words(resolver: Resolver, node: ast.expr, scope: Scope) -> tuple[str, ...] | None:
    """Give a literal collection of texts; None when one of them cannot be told."""
    elements = read_elements(resolver, node, scope)
    if elements is None:
        return None
    words = tuple(read_text(resolver, one.value, one.scope) for one in elements)
    return None if any(UNKNOWN in word for word in words) else words
