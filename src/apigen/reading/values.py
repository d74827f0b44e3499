"""What an expression of a project comes to: applications, routers, and what leads to them."""

import ast
from dataclasses import dataclass, field
from typing import Literal

from .meanings import Class, Function, Parameter, Scope, Written

APPS = {"fastapi": frozenset({"FastAPI"}), "flask": frozenset({"Flask", "APIFlask"})}
_APPS = APPS["fastapi"] | APPS["flask"]


@dataclass(frozen=True)
class Module:
    """A module or folder of the project."""

    base: str


@dataclass(frozen=True)
class External:
    """Something that the project imports from elsewhere, or that came of calling it."""

    name: str


@dataclass(frozen=True)
class Thing:
    """An application or a router, known by where it is made."""

    file: str
    line: int
    column: int
    kind: str = field(compare=False)
    call: ast.Call = field(compare=False, repr=False)
    scope: Scope = field(compare=False, repr=False)

    @property
    def is_app(self) -> bool:
        """Whether it is an application."""
        return self.kind in _APPS


Value = Module | External | Thing | Function | Class | Parameter | Written | None
Holder = Thing | Parameter  # what may hold routes


def find_kind(name: str) -> Literal["app", "router", ""]:
    """Tell what calling something of that name makes."""
    if name in _APPS:
        return "app"
    return "router" if name.endswith(("Router", "Blueprint")) else ""
