"""What a migration that apigen wrote does to tables, told from its text."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .files import parse_python

_OWN_TABLE = {"create_table": 0, "drop_table": 0, "create_index": 1}


@dataclass(frozen=True)
class Unique:
    """A constraint by which no two rows have the same values in some columns."""

    name: str
    names: tuple[str, ...]

    @property
    def columns(self) -> str:
        """The columns, as Python source."""
        return ", ".join(f'"{name}"' for name in self.names)


@dataclass(frozen=True)
class Operation:
    """One statement of a migration, by its lines, and the table that it is about."""

    table: str
    source: str


def list_operations(text: str, function: str) -> tuple[Operation, ...]:
    """Give the statements of `upgrade` or `downgrade`, in order."""
    lines = text.splitlines(keepends=True)
    tree = parse_python(text.encode())
    found = []
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for statement in node.body:
                end = statement.end_lineno or statement.lineno
                source = "".join(lines[statement.lineno - 1 : end])
                found.append(Operation(_find_table(statement), source))
    return tuple(found)


def list_columns(text: str) -> frozenset[str]:
    """Give the names of the columns that are made."""
    return frozenset(_list_texts(call)[0] for call in _find_calls(text, "Column"))


def list_uniques(text: str) -> tuple[Unique, ...]:
    """Give the unique constraints of more than an index that are made."""
    return tuple(
        Unique(_find_name(call), _list_texts(call))
        for call in _find_calls(text, "UniqueConstraint")
    )


def _find_calls(text: str, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(parse_python(text.encode()) or ast.Module([], [])):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == name:
            yield node


def _find_table(statement: ast.stmt) -> str:
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call):
        return ""
    for keyword in call.keywords:
        if keyword.arg == "table_name" and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    place = _OWN_TABLE.get(getattr(call.func, "attr", ""), len(call.args))
    argument = call.args[place] if place < len(call.args) else None
    return str(argument.value) if isinstance(argument, ast.Constant) else ""


def _find_name(call: ast.Call) -> str:
    for node in (keyword.value for keyword in call.keywords if keyword.arg == "name"):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant):
                return str(inner.value)
    return ""


def _list_texts(call: ast.Call) -> tuple[str, ...]:
    return tuple(str(one.value) for one in call.args if isinstance(one, ast.Constant))
