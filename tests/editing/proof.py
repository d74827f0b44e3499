"""Proves edits again, in another way than the code under test does."""

import ast
from collections import Counter


def dump_without(data: bytes, lines: tuple[str, ...]) -> str:
    """Write down the tree of a module without the statements that `lines` say.

    They have to be there, each as often as it is said.
    """
    remover = _Remover(lines)
    tree = remover.visit(ast.parse(data))
    assert not any(remover.left.values())
    return ast.dump(tree)


class _Remover(ast.NodeTransformer):
    """Takes statements out of a tree, out of its imports names, and texts out of its lists."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        statements = ast.parse("\n".join(lines)).body
        self.left = Counter(ast.dump(statement) for statement in statements)

    def _take(self, node: ast.stmt) -> bool:
        is_wanted = self.left[ast.dump(node)] > 0
        self.left[ast.dump(node)] -= is_wanted
        return is_wanted

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        return None if self._take(node) else node

    def visit_Import(self, node: ast.Import) -> ast.Import | None:
        return None if self._take(node) else node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom | None:
        module, level = node.module, node.level
        kept = [n for n in node.names if not self._take(ast.ImportFrom(module, [n], level))]
        return ast.ImportFrom(module, kept, level) if kept else None

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        if isinstance(node.value, ast.List | ast.Tuple):
            node.value.elts = [n for n in node.value.elts if not self._take(ast.Expr(n))]
        return node
