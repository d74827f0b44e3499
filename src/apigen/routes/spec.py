"""What a person asked for: a resource with its operations, or single endpoints at one path."""

from dataclasses import dataclass
from typing import Literal

from .field import Field

ParameterType = Literal["int", "str", "float", "uuid"]
Operation = Literal["list", "create", "read", "replace", "update", "delete"]
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]

OPERATIONS: tuple[Operation, ...] = ("list", "create", "read", "replace", "update", "delete")
METHODS: tuple[Method, ...] = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Parameter:
    """A part of a path that differs from request to request."""

    name: str
    type: ParameterType = "int"


@dataclass(frozen=True)
class Parent:
    """The resource that another one belongs to, and the path parameter that says which one."""

    module: str
    singular: str
    key: str


@dataclass(frozen=True)
class Resource:
    """Things of one kind, with a table (or a list in memory) and the usual operations.

    For `orders/{order_id}/lines`: path as given, with a leading slash; module `order_lines`; singular
    `order_line`; key `line_id`, the path parameter that says which one; parents outermost first.
    `operations` are in the order of OPERATIONS. Protected ones belong to the user who made them, and
    nobody else sees them.
    """

    path: tuple[str | Parameter, ...]
    module: str
    singular: str
    key: str
    table: str
    fields: tuple[Field, ...]
    operations: tuple[Operation, ...] = OPERATIONS
    parents: tuple[Parent, ...] = ()
    is_protected: bool = False
    has_pages: bool = False

    @property
    def class_name(self) -> str:
        """What one of them is called in code: `OrderLine`."""
        return "".join(word.capitalize() for word in self.singular.split("_"))


@dataclass(frozen=True)
class Endpoint:
    """Single endpoints: one path, one or more methods, and what they take besides the path.

    For `/reports/{year:int}/summary`: module and name `reports_summary`. `methods` are in the order of
    METHODS. `fields` come in the query for GET and DELETE and in the body for the others. Protected ones
    answer users only.
    """

    path: tuple[str | Parameter, ...]
    module: str
    methods: tuple[Method, ...]
    fields: tuple[Field, ...] = ()
    is_protected: bool = False

    @property
    def class_name(self) -> str:
        """What the types are named after: `ReportsSummary`."""
        return "".join(word.capitalize() for word in self.module.split("_"))


Route = Resource | Endpoint
