"""Takes definitions out of shared modules, for modules that have to stand on their own."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Inlined:
    """What a module imports, and the definitions that it then has to begin with."""

    imports: tuple[str, ...]
    definitions: tuple[str, ...]


def inline(imports: Iterable[str], modules: Mapping[str, str]) -> Inlined:
    """Replace every import from `modules`, sources by the relative names they are imported by."""
    kept: list[str] = []
    wanted: dict[str, set[str]] = {}
    for entry in imports:
        module, _, name = entry.partition(":")
        if module in modules:
            wanted.setdefault(module, set()).add(name)
        else:
            kept.append(entry)
    definitions: list[str] = []
    for module, names in sorted(wanted.items()):
        needed, texts = _pick(modules[module], names)
        kept += needed
        definitions += texts
    return Inlined(tuple(kept), tuple(definitions))


def _pick(text: str, names: set[str]) -> tuple[list[str], list[str]]:
    """Give the imports and the definitions that `names` need, in their order."""
    lines = text.splitlines()
    known: dict[str, str] = {}
    statements: list[tuple[ast.stmt, str]] = []
    end = 0
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom):
            known |= {alias.name: f"{node.module}:{alias.name}" for alias in node.names}
        elif not isinstance(node, ast.Expr):
            statements.append((node, "\n".join(lines[end : node.end_lineno]).strip("\n")))
        end = node.end_lineno or end
    needed = set(names)
    for node, _ in reversed(statements):
        if needed & _find_bound(node):
            needed |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    texts = [segment for node, segment in statements if needed & _find_bound(node)]
    return [entry for name, entry in known.items() if name in needed], texts


def _find_bound(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}
