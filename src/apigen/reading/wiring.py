"""Who holds which routes, and who takes in whom: the graph behind a project's table of routes."""

import ast
from collections.abc import Iterable

from .calls import INCLUDES, VERBS, Link, Route, read_link, read_route
from .files import Files
from .handover import read_hand_overs
from .meanings import Loop, Parameter, Scope, Use
from .resolve import Resolver
from .scopes import fill
from .texts import read_elements
from .values import External, Holder, Thing, Value

ADDERS = frozenset(
    {
        "add_api_route",
        "add_route",
        "add_url_rule",
        "add_api_websocket_route",
        "add_websocket_route",
    }
)
DECORATORS = frozenset({*VERBS, "route", "api_route", "websocket", "websocket_route"})
_LINKS = frozenset({*INCLUDES, "mount"})
_MOST_STEPS = 200_000
_MOST_ROUNDS = 10_000
_CURRENT = Parameter("", 0, "current_app", "Flask")


class Wiring:
    """What the files that were read say of routes. `has_gap`: a registration could not be followed."""

    def __init__(self, files: Files) -> None:
        self.resolver = Resolver(files)
        self.routes: dict[Holder, list[Route]] = {}
        self.links: dict[Holder, list[Link]] = {}
        self.has_gap = False
        self._read: set[str] = set()
        self._steps = 0
        self._rounds = 0

    def read(self, paths: Iterable[str], leaves: Iterable[str] = ()) -> None:
        """Read files; of `leaves` it is known that they hand no application on."""
        for path in leaves:
            self._read_file(path, is_leaf=True)
        for path in paths:
            self._read_file(path, is_leaf=False)

    def _read_file(self, path: str, *, is_leaf: bool) -> None:
        if path in self._read:
            return
        self._read.add(path)
        scope = self.resolver.scope(path)
        if scope is not None:
            self._take(scope.steps, is_leaf)

    def _take(self, steps: list[Use | Loop], is_leaf: bool) -> None:
        pending = list(reversed(steps))
        while pending:
            self._steps += 1
            if self._steps > _MOST_STEPS:
                self.has_gap = True
                return
            step = pending.pop()
            if isinstance(step, Use):
                self._take_call(step, is_leaf)
                continue
            node, scope = step.node, step.scope
            elements = read_elements(self.resolver, node.iter, scope)
            for one in [None] if elements is None else elements:
                self._rounds += 1
                if self._rounds > _MOST_ROUNDS:
                    self.has_gap = True
                    return
                inner = Scope(scope.file, scope)
                inner.bind_target(
                    node.target, one.value if one else None, one.scope if one else scope
                )
                pending += reversed(fill(inner, node.body).steps)

    def _take_call(self, use: Use, is_leaf: bool) -> None:
        call = use.call
        if isinstance(call.func, ast.Call):  # router.get("/")(handler)
            target = call.args[0] if call.args else None
            inner = ast.Call(
                call.func.func, [*call.func.args[:1], *filter(None, (target,))], call.func.keywords
            )
            use, call = Use(ast.copy_location(inner, call), use.scope), inner
            is_decorator = True
        else:
            is_decorator = use.handler is not None
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if isinstance(call.func, ast.Attribute) and (
            name in _LINKS or name in ADDERS or (is_decorator and name in DECORATORS)
        ):
            self._take_registration(use, call.func, name)
        elif not is_leaf and not is_decorator:
            for holder, link in read_hand_overs(self.resolver, use):
                self._link(holder, link)

    def _take_registration(self, use: Use, func: ast.Attribute, name: str) -> None:
        holder = _find_holder(self.resolver.resolve(func.value, use.scope))
        if holder is None:
            self.has_gap = self.has_gap or name in INCLUDES
        elif name in _LINKS:
            link = read_link(self.resolver, use, name)
            self.has_gap = self.has_gap or link.child is None
            self._link(holder, link)
        else:
            self.routes.setdefault(holder, []).append(read_route(self.resolver, use, name))

    def _link(self, holder: Holder, link: Link) -> None:
        known = self.links.setdefault(holder, [])
        if link not in known[-50:]:
            known.append(link)
        if isinstance(link.child, Thing | Parameter):
            self._read_file(link.child.file, is_leaf=False)


def _find_holder(value: Value) -> Holder | None:
    if value == External("flask.current_app"):
        return _CURRENT
    return value if isinstance(value, Thing | Parameter) else None
