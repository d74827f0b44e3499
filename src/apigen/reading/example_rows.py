"""Makes up a row of a model that is there, from its source, for tests that need one."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ..editing.survey import dotted
from .example_values import choose_value
from .files import Files

_NO_COLUMNS = {"relationship", "column_property", "association_proxy", "synonym", "deferred"}
_OPTIONS_WITH_VALUE = {"default", "server_default", "default_factory", "insert_default"}


@dataclass(frozen=True)
class ModelField:
    """A field that a new row must have: the value to give, or the table whose row it refers to."""

    name: str
    value: str = ""
    imports: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True)
class Model:
    """A model class: its table, where it says one, and what a new row needs besides the id.

    `unclear` are fields whose type tells no value.
    """

    name: str
    table: str
    fields: tuple[ModelField, ...]
    unclear: tuple[str, ...] = ()


def read_model(tree: ast.Module, name: str) -> Model | None:
    """Read the class `name` at the top level of a module; None when there is none."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            is_plain = any("dataclass" in ast.unparse(one) for one in node.decorator_list)
            fields = tuple(_read_fields(node, is_plain=is_plain))
            return Model(
                name,
                _find_table(node),
                tuple(field for field in fields if field.value or field.refers_to),
                tuple(field.name for field in fields if not (field.value or field.refers_to)),
            )
    return None


def find_model_of(files: Files, folder: str, table: str) -> tuple[str, Model] | None:
    """Give the module under `folder` that has the model of a table, and the model."""
    mark = f'"{table}"'.encode()
    for path in files.modules:
        data = files.read(path) if path.startswith(f"{folder}/") else None
        if data is None or b"__tablename__" not in data or mark not in data.replace(b"'", b'"'):
            continue
        tree = files.parse(path)
        for node in tree.body if tree else ():
            if isinstance(node, ast.ClassDef) and _find_table(node) == table:
                model = read_model(tree, node.name) if tree else None
                return (path, model) if model else None
    return None


def _find_table(node: ast.ClassDef) -> str:
    for statement in node.body:
        match statement:
            case ast.Assign(
                targets=[ast.Name(id="__tablename__")], value=ast.Constant(value=str(table))
            ):
                return table
    return ""


def _read_fields(node: ast.ClassDef, *, is_plain: bool) -> Iterator[ModelField]:
    for statement in node.body:
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        name, annotation = statement.target.id, statement.annotation
        call = statement.value if isinstance(statement.value, ast.Call) else None
        made_by = dotted(call.func).rpartition(".")[2] if call else ""
        words = {word.arg for word in call.keywords} if call else set()
        has_value = words & _OPTIONS_WITH_VALUE or (statement.value is not None and call is None)
        if name == "id" or made_by in _NO_COLUMNS or has_value or "ClassVar" in _names(annotation):
            continue
        inner = annotation if is_plain else _inside(annotation, "Mapped")
        if inner is None:
            continue
        if _is_optional(inner):
            if is_plain:
                yield ModelField(name, "None")
            continue
        if target := _find_target(call):
            yield ModelField(name, refers_to=target)
            continue
        value, imports = choose_value(inner, name)
        yield ModelField(name, value, imports)


def _inside(annotation: ast.expr, name: str) -> ast.expr | None:
    match annotation:
        case ast.Subscript(value=value, slice=inner) if dotted(value).endswith(name):
            return inner
    return None


def _is_optional(annotation: ast.expr) -> bool:
    match annotation:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_optional(left) or _is_optional(right)
        case ast.Constant(value=None):
            return True
    return _inside(annotation, "Optional") is not None


def _find_target(call: ast.Call | None) -> str:
    for argument in call.args if call else ():
        match argument:
            case ast.Call(func=func, args=[ast.Constant(value=str(column)), *_]) if dotted(
                func
            ).endswith("ForeignKey"):
                return column.rpartition(".")[0]
    return ""


def _names(annotation: ast.expr) -> set[str]:
    return {dotted(node).rpartition(".")[2] for node in ast.walk(annotation)}
