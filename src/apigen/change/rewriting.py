"""Gives migrations that apigen wrote the column types of another database.

They are the history of databases of one kind. One of another kind has none yet, and the settings
refuse those of the former kind from then on.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..reading.files import parse_python
from ..tree import File
from .foundation import VERSIONS
from .rebuilding import Rebuilt

Column = tuple[str, str]


@dataclass(frozen=True)
class _Type:
    """Where a migration says the type of a column."""

    column: Column
    node: ast.expr


def rewrite(files: Iterable[File], old: Rebuilt, new: Rebuilt) -> tuple[File, ...]:
    """Give migrations with the types that columns have in `new` where they have those of `old`."""
    before, after = _read_types(old), _read_types(new)
    return tuple(_rewrite(file, before, after) for file in files)


def _rewrite(file: File, before: Mapping[Column, str], after: Mapping[Column, str]) -> File:
    lines = file.text.splitlines(keepends=True)
    places = sorted(
        _list_types(file.text), key=lambda each: (each.node.lineno, -each.node.col_offset)
    )
    for place in places:
        node, column = place.node, _find_known(place.column, before, after)
        text = lines[node.lineno - 1]
        if column and node.end_lineno == node.lineno:
            start, end = node.col_offset, node.end_col_offset
            if text[start:end] == before[column]:
                lines[node.lineno - 1] = f"{text[:start]}{after[column]}{text[end:]}"
    return File(file.path, "".join(lines), file.mode)


def _find_known(
    column: Column, before: Mapping[Column, str], after: Mapping[Column, str]
) -> Column | None:
    """Give a column that both know: itself, or the key of the same table for one that is no more."""
    table, name = column
    tried = (column, (table, "id")) if name.endswith("_id") else (column,)
    return next((one for one in tried if one in before and one in after), None)


def _read_types(rebuilt: Rebuilt) -> dict[Column, str]:
    types: dict[Column, str] = {}
    for path, file in rebuilt.files.items():
        if path.startswith(VERSIONS):
            lines = file.text.splitlines()
            for each in _list_types(file.text):
                line = lines[each.node.lineno - 1]
                types[each.column] = line[each.node.col_offset : each.node.end_col_offset]
    return types


def _list_types(text: str) -> Iterator[_Type]:
    tree = parse_python(text.encode())
    yield from _walk(tree, "") if tree else ()


def _walk(node: ast.AST, table: str) -> Iterator[_Type]:
    """Go through what is inside of `node`, which is about `table`."""
    match node:
        case ast.With(items=[ast.withitem(context_expr=ast.Call(args=[ast.Constant(value=name)]))]):
            table = str(name)
        case ast.Call(func=ast.Attribute(attr="create_table" | "add_column"), args=[first, *_]):
            table = str(first.value) if isinstance(first, ast.Constant) else table
        case ast.Call(
            func=ast.Attribute(attr="Column"),
            args=[ast.Constant(value=name), ast.expr() as type_, *_],
        ):
            yield _Type((table, str(name)), type_)
        case ast.Call(func=ast.Attribute(attr="alter_column"), args=[ast.Constant(value=name), *_]):
            types = (each.value for each in node.keywords if each.arg == "existing_type")
            yield from (_Type((table, str(name)), type_) for type_ in types)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, table)
