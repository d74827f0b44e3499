"""Writes the fields of a query as parameters of a FastAPI handler, in any version of FastAPI."""

from dataclasses import dataclass

from .endpoint import EndpointView
from .taking import TakenField


@dataclass(frozen=True)
class QueryParameters:
    """The parameters, and what is defined and imported before them.

    Old versions take no type that has a Field of its own for a parameter, so bounds are in Query.
    """

    endpoint: EndpointView

    @property
    def lines(self) -> tuple[str, ...]:
        """The parameters, those without a default first."""
        pairs = [_write(field) for field in self.endpoint.fields]
        ordered = sorted(pairs, key=lambda pair: bool(pair[1]))
        return tuple(f"{annotation}{default}" for annotation, default in ordered)

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the handler passes on."""
        return tuple(map(_pass_on, self.endpoint.fields))

    @property
    def definitions(self) -> tuple[str, ...]:
        """The types that bodies and parameters have names for."""
        view = self.endpoint
        bodies = [d for f in view.fields if view.has_body for d in f.body.taken.definitions]
        queries = [
            definition
            for field in view.fields
            if view.has_query
            for definition in field.query.definitions[: -1 if _is_inline(field) else None]
        ]
        return tuple(dict.fromkeys([*bodies, *queries]))

    @property
    def imports(self) -> list[str]:
        """What those definitions and the schemas import."""
        lines = [field.body.create_line for field in self.endpoint.fields if self.endpoint.has_body]
        needs_field = any("Field(" in text for text in (*self.definitions, *lines))
        names = self.endpoint.schema_imports
        return [name for name in names if needs_field or name != "pydantic:Field"]


def _is_inline(field: TakenField) -> bool:
    """Whether the bounds are written into the parameter itself."""
    last = field.query.definitions[-1:]
    if not last or "Field(" not in last[0]:
        return False
    return _is_list(field) or not field.body.is_optional


def _is_list(field: TakenField) -> bool:
    return field.body.plain.name.startswith("list[")


def _find_list(field: TakenField) -> str:
    """Give the list that the field is when nobody says it; a parameter must not have it itself."""
    if "default_factory" in field.query_line:
        return "[]"
    start = f"{field.name}: {field.query.name}{' | None' if field.body.is_optional else ''} = "
    default = field.query_line.removeprefix(start)
    return default if default.startswith("[") else ""


def _write(field: TakenField) -> tuple[str, str]:
    """Give the parameter with its type, and its default."""
    kind = f"{field.query.name}{' | None' if field.body.is_optional else ''}"
    default = field.query_line.removeprefix(f"{field.name}: {kind}")
    if not _is_inline(field):
        return f"{field.name}: Annotated[{kind}, Query()]", default
    bounds = field.query.definitions[-1].partition(" = ")[2].replace("Field(", "Query(", 1)
    if field.body.is_optional or _find_list(field):
        # Old versions see a list only where nothing is around it.
        return f"{field.name}: {bounds.replace(', Query(', ' | None, Query(', 1)}", " = None"
    return f"{field.name}: {bounds}", default


def _pass_on(field: TakenField) -> str:
    usual = _find_list(field)
    value = f"{usual} if {field.name} is None else {field.name}" if usual else field.name
    return f"{field.name}={value}"
