"""Takes imported names out of a module."""

import ast
from collections.abc import Collection

from .text import split_lines


def drop_imports(text: str, names: Collection[str]) -> str:
    """Give the source without the imports of `names` at its top, or nothing where there are none."""
    lines = split_lines(text)
    is_changed = False
    for node in reversed(ast.parse(text).body):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        kept = [alias for alias in node.names if (alias.asname or alias.name) not in names]
        if len(kept) == len(node.names):
            continue
        is_changed = True
        node.names = kept
        lines[node.lineno - 1 : node.end_lineno] = [f"{ast.unparse(node)}\n"] if kept else []
    return "".join(lines) if is_changed else ""
