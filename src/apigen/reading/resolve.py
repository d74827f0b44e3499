"""Follows names through a project: from an expression to the router, module or text that it means."""

import ast

from .files import Files
from .meanings import Binding, Class, Function, Imported, Scope, Written
from .modules import Modules, is_package
from .scopes import fill
from .values import External, Module, Thing, Value, find_kind

DEEPEST = 40
MOST_STEPS = 5_000  # of one question: hostile names would branch without end
_Seen = frozenset[tuple[str, str]]


class Resolver:
    """What the names of a project mean. Modules in `skipped` are not opened: nothing is known of them."""

    def __init__(self, files: Files) -> None:
        self.modules = Modules(files)
        self.skipped: set[str] = set()
        self._steps = 0
        self._files = files
        self._scopes: dict[str, Scope | None] = {}

    def scope(self, path: str) -> Scope | None:
        """Give the names of a module; None when it cannot be read."""
        if path in self.skipped:
            return None
        if path not in self._scopes:
            tree = self._files.parse(path)
            self._scopes[path] = None if tree is None else fill(Scope(path), tree.body)
        return self._scopes[path]

    def resolve(
        self, node: ast.expr, scope: Scope, depth: int = 0, seen: _Seen = frozenset()
    ) -> Value:
        """Give what an expression means; Written when it is itself all that is known."""
        self._steps = self._steps + 1 if depth else 0
        if depth > DEEPEST or self._steps > MOST_STEPS:
            return None
        match node:
            case ast.Name(id=name):
                return self._look_up(name, scope, node.lineno, depth + 1, seen)
            case ast.Attribute(value=inner, attr=name):
                return self._member(self.resolve(inner, scope, depth + 1, seen), name, depth, seen)
            case ast.Call(func=called):
                made = self.resolve(called, scope, depth + 1, seen)
                return self._call(made, node, scope, depth, seen)
            case ast.Await(value=inner) | ast.NamedExpr(value=inner):
                return self.resolve(inner, scope, depth + 1, seen)
        return Written(node, scope)

    def _look_up(self, name: str, scope: Scope, line: int, depth: int, seen: _Seen) -> Value:
        here: Scope | None = scope
        while here is not None:
            if name in here.names:
                known = here.names[name]
                before = [bound for at, bound in known if at < line] if here is scope else []
                bound = before[-1] if before else known[-1][1]
                if len(known) > 1 and _is_ambiguous([bound for _, bound in known]):
                    return None
                return self._follow(bound, here, depth, seen)
            for star in here.stars:
                found = self._import(star, here.file, name, depth, seen)
                if found is not None and not isinstance(found, External):
                    return found
            here = here.parent
        return None

    def _follow(self, bound: Binding, scope: Scope, depth: int, seen: _Seen) -> Value:
        if isinstance(bound, Imported):
            return self._import(bound, scope.file, bound.member, depth, seen)
        if isinstance(bound, Written):
            return self.resolve(bound.value, bound.scope, depth + 1, seen)
        return bound

    def _import(
        self, brought: Imported, importer: str, member: str | None, depth: int, seen: _Seen
    ) -> Value:
        base = self.modules.find_import(importer, brought.module, brought.level)
        if base is None:
            dots = "." * brought.level
            return External(".".join(filter(None, (dots + brought.module, member))))
        return Module(base) if member is None else self._member(Module(base), member, depth, seen)

    def _member(self, owner: Value, name: str, depth: int, seen: _Seen) -> Value:
        match owner:
            case Module(base=base):
                return self._module_member(base, name, depth, seen)
            case External(name=outer):
                return External(f"{outer}.{name}")
            case Class(inner=inner) if name in inner.names:
                return self._follow(inner.names[name][-1][1], inner, depth + 1, seen)
            case Thing() if name == "router":
                return owner
        return None

    def _module_member(self, base: str, name: str, depth: int, seen: _Seen) -> Value:
        path = self.modules.find_file(base)
        if path is not None and (path, name) not in seen and depth < DEEPEST:
            scope = self.scope(path)
            if scope is not None:
                seen |= {(path, name)}
                found = self._look_up(name, scope, 1 << 30, depth + 1, seen)
                if found is not None:
                    return found
        if path is not None and not is_package(path):
            return None
        inner = f"{base}/{name}".lstrip("/")
        return Module(inner) if self.modules.is_module(inner) else None

    def _call(self, made: Value, node: ast.Call, scope: Scope, depth: int, seen: _Seen) -> Value:
        match made:
            case External(name=name):
                kind = name.rpartition(".")[2]
                if find_kind(kind):
                    return Thing(scope.file, node.lineno, node.col_offset, kind, node, scope)
                return External(f"{name}()")
            case Class():
                kind = self._base_kind(made, depth, seen)
                if kind:
                    return Thing(scope.file, node.lineno, node.col_offset, kind, node, scope)
            case Function(inner=inner):
                values = (self.resolve(e, inner, depth + 1, seen) for e in inner.returned[:3])
                return next((value for value in values if isinstance(value, Thing)), None)
        return None

    def _base_kind(self, made: Class, depth: int, seen: _Seen) -> str:
        outer = made.inner.parent
        for base in made.node.bases[:5]:
            found = self.resolve(base, outer, depth + 1, seen) if outer else None
            if isinstance(found, External) and find_kind(found.name.rpartition(".")[2]):
                return found.name.rpartition(".")[2]
            if isinstance(found, Class) and depth < DEEPEST:
                kind = self._base_kind(found, depth + 1, seen)
                if kind:
                    return kind
        return ""


def _is_ambiguous(known: list[Binding]) -> bool:
    values = [one.value for one in known if isinstance(one, Written)]
    texts = {value.value for value in values if isinstance(value, ast.Constant)}
    return len(texts) > 1
