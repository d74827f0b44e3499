"""One field of an endpoint: how it is taken from the body, how from the query, how it is given."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..routes.field import Field
from .fields import FieldView, view_field
from .queries import narrow, query_type
from .query_samples import list_refused_text, write_text
from .samples import make_sample
from .schemas import SchemaType


@dataclass(frozen=True)
class TakenField:
    """A field as it is in a body, `body`, and what is otherwise in a query.

    `text` is what a query has for the sample, `refused` what one must not have; Python source.
    """

    body: FieldView
    query: SchemaType
    query_line: str
    text: str
    refused: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.body.name


def view_taken(
    fields: Iterable[Field], class_name: str, list_mark: str, *, in_both: bool
) -> tuple[TakenField, ...]:
    """Write every line about the fields of an endpoint; `in_both` when bodies and queries have them."""
    fields = tuple(fields)
    views = [view_field(field, class_name, (), None) for field in fields]
    taken = {_alias(line) for view in views for line in view.taken.definitions}
    found = []
    for field, view in zip(map(narrow, fields), views, strict=True):
        query = query_type(field, class_name, list_mark)
        if in_both and query.definitions != view.taken.definitions:
            query = _rename(field, class_name, list_mark, taken)
        default = view.create_line.removeprefix(f"{field.name}: {view.taken.name}")
        found.append(
            TakenField(
                body=view,
                query=query,
                query_line=f"{field.name}: {query.name}{default}",
                text=write_text(field, make_sample(field)),
                refused=list_refused_text(field),
            )
        )
    return tuple(found)


def _rename(field: Field, class_name: str, list_mark: str, taken: set[str]) -> SchemaType:
    name = f"{field.name}_in_query"
    while True:
        query = query_type(replace(field, name=name), class_name, list_mark)
        if not taken & {_alias(line) for line in query.definitions}:
            return query
        name += "_text"


def _alias(definition: str) -> str:
    return definition.partition(" = ")[0]
