"""From the words of the command line to the resource or the endpoints that they ask for."""

from collections.abc import Sequence

from ..errors import UsageError, show
from .field import Field
from .field_grammar import parse_field
from .field_names import suggest_field_name
from .naming import name_endpoint, name_resource
from .path_grammar import parse_path
from .reserved import refuse_table
from .spec import Endpoint, Method, Parameter, Resource
from .verbs import parse_methods, parse_operations

MOST_FIELDS = 100


def parse_route(
    path: str,
    fields: Sequence[str],
    *,
    methods: Sequence[str] = (),
    only: Sequence[str] = (),
    plural: str | None = None,
    table: str | None = None,
) -> Resource | Endpoint:
    """Read what `add-route` was given: single endpoints with `methods`, else a resource.

    Raises UsageError, saying the nearest right thing.
    """
    if methods:
        for flag, is_given in (("only", only), ("plural", plural), ("table", table)):
            if is_given or is_given == "":
                raise UsageError(
                    f"--{flag} is for resources, and --method makes single endpoints.",
                    hint=f"Leave out --{flag}, or every --method.",
                )
        return _parse_endpoint(path, fields, methods)
    return _parse_resource(path, fields, only, plural, table)


def _parse_resource(
    path: str, fields: Sequence[str], only: Sequence[str], plural: str | None, table: str | None
) -> Resource:
    naming = name_resource(parse_path(path), plural)
    operations = parse_operations(only)
    table = naming.module if table is None else table
    if reason := refuse_table(table):
        better = naming.module if table != naming.module else f"the_{table}"
        raise UsageError(
            f"No table can be called {show(table[:100])}: {reason}.",
            hint=f"Try this instead: --table {better}",
        )
    if not fields:
        raise UsageError(
            f"The resource {naming.module} has no field.",
            hint="Name at least one after the path, such as name:str",
        )
    keys = [part.name for part in naming.path if isinstance(part, Parameter)]
    return Resource(
        path=naming.path,
        module=naming.module,
        singular=naming.singular,
        key=naming.key,
        table=table,
        fields=_parse_fields(fields, naming.singular, [*keys, naming.key]),
        operations=operations,
        parents=naming.parents,
    )


def _parse_endpoint(path: str, fields: Sequence[str], methods: Sequence[str]) -> Endpoint:
    parts = parse_path(path)
    module = name_endpoint(parts)
    keys = [part.name for part in parts if isinstance(part, Parameter)]
    verbs = parse_methods(methods)
    read = _parse_fields(fields, module, keys)
    for field in read:
        _check_endpoint_field(field, verbs)
    return Endpoint(parts, module, verbs, read)


def _check_endpoint_field(field: Field, methods: Sequence[Method]) -> None:
    """Refuse what needs a table, and what no query can hold. Raises UsageError."""
    needs_table = field.type == "ref" or field.is_unique or field.is_indexed
    if needs_table or (field.type == "json" and {"GET", "DELETE"} & set(methods)):
        why = "an endpoint has no table" if needs_table else "GET and DELETE take it in the query"
        said = "ref, unique and index are for resources" if needs_table else "json is for bodies"
        raise UsageError(
            f"The field {show(field.name)} cannot be like that: {why}.",
            hint=f"Use another type or leave the option out: {said}.",
        )


def _parse_fields(texts: Sequence[str], owner: str, keys: Sequence[str]) -> tuple[Field, ...]:
    """Read all fields. `keys` are the path's parameters, which no field may be called."""
    if len(texts) > MOST_FIELDS:
        raise UsageError(
            f"There are {len(texts)} fields, and {MOST_FIELDS} are the most.",
            hint="Split them over several resources.",
        )
    fields: dict[str, Field] = {}
    for text in texts:
        field = parse_field(text, owner)
        # Types are named after fields, so `line_2` and `line2` would both be `Line2`.
        alike = "".join(word.capitalize() for word in field.name.split("_"))
        if field.name in keys:
            raise UsageError(
                f"No field can be called {show(field.name)}: the path says it already.",
                hint="Leave it out, or call it something else, such as "
                f"{suggest_field_name(f'other_{field.name}', owner)}.",
            )
        if other := fields.get(alike):
            same = "twice" if other.name == field.name else f"beside {show(other.name)}"
            raise UsageError(
                f"The field {show(field.name)} is there {same}.",
                hint="Leave one of them out, or give it another name.",
            )
        fields[alike] = field
    return tuple(fields.values())
