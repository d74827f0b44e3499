"""Tells which imports of a block belong together."""

import ast
from collections.abc import Sequence

from .importing import Import
from .survey import Block


def group_imports(block: Block, imports: Sequence[Import]) -> list[list[Import]]:
    """Part imports into those that nothing else stands between."""
    wanted = {id(node) for node in imports}
    groups: list[list[Import]] = [[]]
    for statement in block.statements:
        if id(statement) in wanted and isinstance(statement, Import):
            groups[-1].append(statement)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def find_neighbours(group: Sequence[Import], mirror: Import | None) -> list[Import]:
    """Give the imports that no empty line parts from `mirror`."""
    runs: list[list[Import]] = [[]]
    for node in group:
        if runs[-1] and node.lineno > (runs[-1][-1].end_lineno or 0) + 1:
            runs.append([])
        runs[-1].append(node)
    return next((run for run in runs if mirror in run), [])


def find_section(statement: Import) -> str:
    """Tell relative imports from the others, and those by their first part."""
    if isinstance(statement, ast.ImportFrom):
        return "." if statement.level else (statement.module or "").partition(".")[0]
    return statement.names[0].name.partition(".")[0]
