"""What a name of a module may stand for, as far as its text tells."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Imported:
    """A name that an import brings: a module, or a `member` of it."""

    module: str
    level: int
    member: str | None


@dataclass(frozen=True)
class Written:
    """An expression, and where its names have their meaning."""

    value: ast.expr
    scope: "Scope"


@dataclass(frozen=True)
class Function:
    """A function, and the scope of its body."""

    node: FunctionNode
    inner: "Scope"


@dataclass(frozen=True)
class Class:
    """A class, and the scope of its body."""

    node: ast.ClassDef
    inner: "Scope"


@dataclass(frozen=True)
class Parameter:
    """What a function is given under a name."""

    file: str
    line: int
    name: str
    annotation: str = field(compare=False)


Binding = Imported | Written | Function | Class | Parameter | None  # None: nobody can tell


@dataclass(frozen=True)
class Use:
    """A call; `handler` is what it decorates."""

    call: ast.Call
    scope: "Scope"
    handler: FunctionNode | ast.ClassDef | None = None


@dataclass(frozen=True)
class Loop:
    """A `for`; its body is read once for each thing that it goes over."""

    node: ast.For | ast.AsyncFor
    scope: "Scope"


@dataclass(eq=False)
class Scope:
    """The names of a module, a function, a class or one round of a loop."""

    file: str
    parent: "Scope | None" = None
    names: dict[str, list[tuple[int, Binding]]] = field(default_factory=dict)
    stars: list[Imported] = field(default_factory=list)
    steps: list[Use | Loop] = field(default_factory=list)
    returned: list[ast.expr] = field(default_factory=list)

    def bind(self, name: str, line: int, binding: Binding) -> None:
        """Note that from `line` on a name means `binding`."""
        self.names.setdefault(name, []).append((line, binding))

    def bind_target(self, target: ast.expr, value: ast.expr | None, scope: "Scope") -> None:
        """Note what an assignment binds; what cannot be taken apart becomes unknown."""
        if isinstance(target, ast.Name):
            known = None if value is None else Written(value, scope)
            self.bind(target.id, target.lineno, known)
        elif isinstance(target, ast.Tuple | ast.List):
            parts: Sequence[ast.expr | None] = [None] * len(target.elts)
            if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts):
                parts = value.elts
            for part, given in zip(target.elts, parts, strict=True):
                if isinstance(part, ast.Name):
                    self.bind_target(part, given, scope)
