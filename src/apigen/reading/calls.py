"""What a single call says of routes: a route, a router that another takes in, or a hand-over."""

import ast
from dataclasses import dataclass, field
from typing import Literal

from .meanings import Class, FunctionNode, Parameter, Scope, Use
from .resolve import Resolver
from .texts import UNKNOWN, read_text, read_words
from .values import External, Holder, Thing

VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
_IMPORTERS = ("importlib.", "pkgutil.", "werkzeug.utils.import_string")
INCLUDES = {"include_router": "router", "register_blueprint": "blueprint"}


@dataclass(frozen=True)
class Route:
    """A route as its router knows it; no methods: they cannot be told."""

    methods: tuple[str, ...]
    path: str
    handler: str
    file: str
    line: int


@dataclass(frozen=True)
class Link:
    """One holder's routes become another's; `given` is the prefix of this registration, if any."""

    kind: Literal["include", "mount", "alias"]
    given: str | None
    child: Holder | External | None
    file: str = field(compare=False)
    line: int = field(compare=False)


def find_argument(call: ast.Call, position: int, *names: str) -> ast.expr | None:
    """Give the argument of a call at a position or under one of some names."""
    for keyword in call.keywords:
        if keyword.arg in names:
            return keyword.value
    is_clear = not any(isinstance(one, ast.Starred) for one in call.args[: position + 1])
    return call.args[position] if 0 <= position < len(call.args) and is_clear else None


def read_prefix(
    resolver: Resolver, call: ast.Call, scope: Scope, name: str, position: int = -1
) -> str | None:
    """Give the prefix in a call: None when there is none, UNKNOWN in it when it cannot be told."""
    node = find_argument(call, position, name)
    if node is None:
        return UNKNOWN if any(keyword.arg is None for keyword in call.keywords) else None
    if isinstance(node, ast.Constant) and node.value is None:
        return None
    return read_text(resolver, node, scope)


def read_link(resolver: Resolver, use: Use, name: str) -> Link:
    """Read `x.include_router(y)`, `x.register_blueprint(y)` and `x.mount(path, y)`."""
    call, scope, line = use.call, use.scope, use.call.lineno
    if name == "mount":
        path, node = find_argument(call, 0, "path"), find_argument(call, 1, "app")
        given = read_text(resolver, path, scope) if path else UNKNOWN
        found = resolver.resolve(node, scope) if node else None
        child = found if isinstance(found, Thing) else External("")
        return Link("mount", given.rstrip("/"), child, scope.file, line)
    node = find_argument(call, 0, INCLUDES[name])
    option = "prefix" if name == "include_router" else "url_prefix"
    found = resolver.resolve(node, scope) if node else None
    known = found if isinstance(found, Thing | Parameter | External) else None
    if isinstance(known, External) and known.name.startswith(_IMPORTERS):
        known = None
    given_prefix = read_prefix(resolver, call, scope, option)
    return Link("include", given_prefix, known, scope.file, line)


def read_route(resolver: Resolver, use: Use, name: str) -> Route:
    """Read a decorator or an `add_...` call that makes a route."""
    call, handler = use.call, use.handler
    path = find_argument(call, 0, "path", "rule")
    text = read_text(resolver, path, use.scope) if path else UNKNOWN
    is_rule = name == "add_url_rule"
    target = (
        find_argument(call, 2, "view_func")
        if is_rule
        else find_argument(call, 1, "endpoint", "route")
    )
    if is_rule and target is None:
        target = find_argument(call, 1, "endpoint")
    named = handler.name if handler else _name_handler(target)
    methods: tuple[str, ...] | None
    if name in VERBS:
        methods = (name.upper(),)
    elif "websocket" in name:
        methods = ("WEBSOCKET",)
    elif (listed := find_argument(call, 2 if name == "add_route" else -1, "methods")) is not None:
        methods = read_words(resolver, listed, use.scope)
    else:
        methods = _find_view_methods(resolver, handler or target, use.scope)
    unique = tuple(dict.fromkeys(method.upper() for method in methods or ()))
    return Route(unique, text, named, use.scope.file, call.lineno)


def _name_handler(target: ast.expr | None) -> str:
    match target:
        case ast.Name(id=name) | ast.Constant(value=str(name)):
            return name
        case ast.Call(func=ast.Attribute(value=owner, attr="as_view")):
            return _name_handler(owner)
        case ast.Call(args=[ast.Name(id=name)]):
            return name
        case ast.Attribute(attr=name):
            return name
    return ""


def _find_view_methods(
    resolver: Resolver, target: ast.expr | FunctionNode | ast.ClassDef | None, scope: Scope
) -> tuple[str, ...]:
    made: object = target
    match target:
        case ast.Call(func=ast.Attribute(value=owner, attr="as_view")):
            found = resolver.resolve(owner, scope)
            if not isinstance(found, Class):
                return ()
            made = found.node
    if isinstance(made, ast.ClassDef):
        names = {one.name for one in made.body if isinstance(one, FunctionNode)}
        return tuple(verb.upper() for verb in VERBS if verb in names)
    return ("GET",)
