"""The texts and lists that a project's expressions come to, where its source alone tells."""

import ast

from .meanings import Scope, Written
from .resolve import DEEPEST, Resolver

UNKNOWN = "…"  # stands in a path for what the source does not tell
_LONGEST = 2_000
_MOST = 10_000
_MOST_STEPS = 500


def read_text(resolver: Resolver, node: ast.expr, scope: Scope) -> str:
    """Give the text that an expression is, with UNKNOWN for each part that cannot be told."""
    return _Reading(resolver).read(node, scope, 0)


class _Reading:
    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.steps = 0

    def read(self, node: ast.expr, scope: Scope, depth: int) -> str:
        self.steps += 1
        if depth > DEEPEST or self.steps > _MOST_STEPS:
            return UNKNOWN
        match node:
            case ast.Constant(value=None):
                return ""
            case ast.Constant(value=str() | int() as value):
                return str(value)[:_LONGEST]
            case ast.JoinedStr(values=parts):
                return "".join(self.read(part, scope, depth + 1) for part in parts)[:_LONGEST]
            case ast.FormattedValue(value=inner, conversion=-1, format_spec=None):
                return self.read(inner, scope, depth + 1)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                both = (self.read(part, scope, depth + 1) for part in (left, right))
                return "".join(both)[:_LONGEST]
            case ast.Name() | ast.Attribute():
                found = self.resolver.resolve(node, scope)
                if isinstance(found, Written) and found.value is not node:
                    return self.read(found.value, found.scope, depth + 1)
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
