"""The path parameters of an endpoint, and the function that answers each of its methods."""

from collections.abc import Collection
from dataclasses import dataclass

from ..routes.spec import Endpoint, Method, Parameter
from .schemas import name_alias

IN_QUERY = frozenset({"GET", "DELETE"})
# Other verbs than those of resources, so that no two handlers of a project have one name.
_VERBS: dict[Method, str] = {
    "GET": "get",
    "POST": "run",
    "PUT": "set",
    "PATCH": "change",
    "DELETE": "clear",
}
_TYPES = {"int": "int", "float": "float", "uuid": "UUID", "str": "str"}
_BOUNDS = {"int": "int, Path(ge=1, le=2**53 - 1)", "float": "float, Path(allow_inf_nan=False)"}
_TAKEN = frozenset({"Path", "Query"})


@dataclass(frozen=True)
class Key:
    """A path parameter: its type, and the alias with bounds that a handler has for it."""

    name: str
    type: str
    alias: str
    definition: str

    @property
    def imports(self) -> tuple[str, ...]:
        """What its type needs."""
        return ("uuid:UUID",) if self.type == "UUID" else ()


@dataclass(frozen=True)
class Handler:
    """What answers one method. `given` is the argument besides the path's, if there is one."""

    method: str
    name: str
    about: str
    given: str
    given_type: str
    is_query: bool
    gives_nothing: bool


def make_key(parameter: Parameter, class_name: str) -> Key:
    """Describe a path parameter of the endpoint whose schemas are named after `class_name`."""
    kind, bounds = _TYPES[parameter.type], _BOUNDS.get(parameter.type, "")
    alias = name_alias(parameter.name, class_name)
    alias = f"{alias}Value" if alias in _TAKEN else alias
    definition = f"{alias} = Annotated[{bounds}]" if bounds else ""
    return Key(parameter.name, kind, alias if bounds else kind, definition)


def make_handler(endpoint: Endpoint, method: Method) -> Handler:
    """Describe what answers `method`."""
    names = [part.name for part in endpoint.path if isinstance(part, Parameter)]
    is_query = method in IN_QUERY
    given = kind = ""
    if endpoint.fields:
        given = make_free("query" if is_query else "data", names)
        kind = f"{endpoint.class_name}{'Query' if is_query else 'Body'}"
    name = f"{_VERBS[method]}_{endpoint.module}"
    about = f"{_VERBS[method].capitalize()} the {endpoint.module.replace('_', ' ')}."
    return Handler(method.lower(), name, about, given, kind, is_query, method == "DELETE")


def make_free(name: str, taken: Collection[str]) -> str:
    """Give the name, or one like it that is not taken."""
    while name in taken:
        name = f"given_{name}"
    return name
