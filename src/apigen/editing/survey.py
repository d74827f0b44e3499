"""Goes through a module once and notes what an edit has to know: imports, names, blocks and calls."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef

_KINDS: dict[type[ast.stmt], str] = {
    **dict.fromkeys((ast.For, ast.AsyncFor, ast.While), "loop"),
    **dict.fromkeys((ast.If, ast.Match), "condition"),
    **dict.fromkeys((ast.Try, ast.TryStar), "try block"),
    **dict.fromkeys((ast.With, ast.AsyncWith), "with block"),
    ast.ClassDef: "class",
}


@dataclass(frozen=True, eq=False)
class Block:
    """Statements that stand under one another.

    `scopes` are the ids of the functions around it, innermost first, with the module's at the end;
    `function` is the innermost one. `around` are the compound statements in which the block lies,
    functions and the classes that they are methods of aside.
    """

    statements: list[ast.stmt]
    scopes: tuple[int, ...]
    function: Function | None = None
    around: tuple[ast.stmt, ...] = ()

    @property
    def kind(self) -> str:
        """What makes the block uncertain: a loop before all, or the innermost; or nothing."""
        kinds = [_KINDS.get(type(statement), "block") for statement in self.around]
        return "loop" if "loop" in kinds else kinds[-1] if kinds else ""


@dataclass(frozen=True, eq=False)
class Imported:
    """A name that an import binds, and the dotted name of what it is bound to."""

    statement: ast.Import | ast.ImportFrom
    alias: ast.alias
    block: Block
    binds: str
    target: str


@dataclass(frozen=True, eq=False)
class Call:
    """A call of a method, with the statement in which it stands."""

    node: ast.Call
    statement: ast.stmt
    block: Block
    method: str
    receiver: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a statement of its own that always runs when what is around it runs."""
        is_whole = isinstance(self.statement, ast.Expr) and self.statement.value is self.node
        return is_whole and not self.block.around and bool(self.receiver)


@dataclass(frozen=True, eq=False)
class Assigned:
    """A name, perhaps dotted, that an assignment binds to a value."""

    name: str
    value: ast.expr
    statement: ast.stmt
    block: Block


@dataclass
class Survey:
    """What was noted.

    `names` counts all identifiers, `stores` those that are given a value, `texts` the texts.
    """

    imports: list[Imported] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    assigned: list[Assigned] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    stores: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    parameters: dict[tuple[int, str], ast.arg] = field(default_factory=dict)
    bound: dict[str, list[Imported]] = field(default_factory=dict)
    values: dict[str, list[Assigned]] = field(default_factory=dict)

    def add_import(self, item: Imported) -> None:
        """Note an import, under the name that it binds, too."""
        self.imports.append(item)
        self.bound.setdefault(item.binds, []).append(item)

    def add_value(self, item: Assigned) -> None:
        """Note an assignment, under its name, too."""
        self.assigned.append(item)
        self.values.setdefault(item.name, []).append(item)


def find_blocks(tree: ast.Module) -> Iterator[Block]:
    """Give every list of statements, each before those within it."""
    todo = [Block(tree.body, (id(tree),))]
    while todo:
        block = todo.pop()
        yield block
        for statement in block.statements:
            lists = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
            lists += [part.body for part in getattr(statement, "handlers", [])]
            lists += [part.body for part in getattr(statement, "cases", [])]
            for body in filter(None, lists):
                todo.append(_step_into(statement, body, block))


def find_expressions(statement: ast.stmt) -> Iterator[ast.AST]:
    """Give all nodes of a statement that do not belong to a block within it."""
    todo: list[ast.AST] = [statement]
    while todo:
        node = todo.pop()
        if node is not statement:
            yield node
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                if not value or not isinstance(value[0], ast.stmt):
                    todo += [item for item in value if isinstance(item, ast.AST)]
            elif isinstance(value, ast.AST) and name != "ctx":
                todo.append(value)


def dotted(node: ast.AST | None) -> str:
    """Write a name with its attributes, such as `items.router`; nothing for other expressions."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _step_into(statement: ast.stmt, body: list[ast.stmt], block: Block) -> Block:
    if isinstance(statement, Function):
        around = tuple(outer for outer in block.around if not isinstance(outer, ast.ClassDef))
        return Block(body, (id(statement), *block.scopes), statement, around)
    return Block(body, block.scopes, block.function, (*block.around, statement))
