"""What the templates see of a route that stands on its own: one module, and one of tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .fields import FieldView
from .inlining import Inlined, inline
from .schemas import SchemaType
from .taking import TakenField

# What such a module itself imports or defines, in the spelling of a type that a field names.
_TAKEN = frozenset(
    {
        *("Any", "APIRouter", "Blueprint", "Body", "HTTPException", "HTTPStatus", "Lock", "Model"),
        *("PageQuery", "Path", "Query", "Refusal", "Request", "Response", "TypeVar"),
        *("UUID", "ValidationError", "BeforeValidator", "Status"),
    }
)


@dataclass(frozen=True)
class Client:
    """How tests reach the application: their own fixture, or that of the project's conftest.

    `imports` are what it needs, `make` the expression that makes it; nothing for the conftest's.
    """

    imports: tuple[str, ...] = ()
    make: str = ""


@dataclass(frozen=True)
class BareView:
    """What a module that stands on its own begins with. `module` is its dotted name for tests."""

    module: str
    client: Client
    error_type: str
    broken_status: int
    unannounced_status: int
    shared: Mapping[str, str]

    @property
    def refuses_unknown_queries(self) -> bool:
        """Whether a query with a field that nobody knows is refused."""
        return self.error_type != "application/json"

    def inline(self, imports: Iterable[str]) -> Inlined:
        """Bring in what other projects have shared modules for."""
        return inline(imports, self.shared)


def keep_clear(field: FieldView) -> FieldView:
    """Give the field with another name for its type, where the module has that for something."""
    taken = _rename(field.taken)
    if taken == field.taken:
        return field
    default = field.create_line.removeprefix(f"{field.name}: {field.taken.name}")
    change = field.update_line.removeprefix(f"{field.name}: {field.taken.name}")
    return replace(
        field,
        taken=taken,
        create_line=f"{field.name}: {taken.name}{default}",
        update_line=f"{field.name}: {taken.name}{change}",
    )


def keep_taken_clear(field: TakenField) -> TakenField:
    """Do the same for a field of an endpoint."""
    query = _rename(field.query)
    rest = field.query_line.removeprefix(f"{field.name}: {field.query.name}")
    return replace(
        field,
        body=keep_clear(field.body),
        query=query,
        query_line=f"{field.name}: {query.name}{rest}",
    )


def _rename(kind: SchemaType) -> SchemaType:
    if kind.name not in _TAKEN or not kind.definitions:
        return kind
    name = f"{kind.name}Value"
    *inner, last = kind.definitions
    return replace(kind, name=name, definitions=(*inner, last.replace(kind.name, name, 1)))
