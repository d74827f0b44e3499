"""Follows an application into the functions that it is handed to: `routes.init_app(app)`."""

import ast
from collections.abc import Iterator

from .calls import Link
from .meanings import Function, Parameter, Use
from .resolve import Resolver
from .values import Holder, Thing, find_kind

_NAMED = {"app", "application", "api", "server", "router", "bp", "blueprint"}


def read_hand_overs(resolver: Resolver, use: Use) -> Iterator[tuple[Holder, Link]]:
    """Read `set_up(app)`: what the function's parameter is given."""
    call, scope = use.call, use.scope
    given: list[tuple[int | str, ast.expr]] = [
        *enumerate(call.args),
        *((k.arg, k.value) for k in call.keywords if k.arg),
    ]
    for place, node in given:
        if not isinstance(node, ast.Name):
            continue
        holder = resolver.resolve(node, scope)
        if not isinstance(holder, Thing) and not (
            isinstance(holder, Parameter) and is_holder(holder)
        ):
            continue
        function = resolver.resolve(call.func, scope)
        if isinstance(function, Function):
            child = _find_parameter(function, place)
            if child is not None:
                yield holder, Link("alias", None, child, scope.file, call.lineno)


def is_holder(parameter: Parameter) -> bool:
    """Whether a parameter looks as if it were given an application or a router."""
    return bool(find_kind(parameter.annotation)) or (
        not parameter.annotation and parameter.name in _NAMED
    )


def _find_parameter(function: Function, place: int | str) -> Parameter | None:
    arguments = function.node.args
    names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
    name = place if isinstance(place, str) else names[place] if place < len(names) else ""
    for _, bound in function.inner.names.get(name, ())[:1]:
        return bound if isinstance(bound, Parameter) else None
    return None
