"""Single endpoints as the templates see them: names, path parameters, fields and handlers."""

from dataclasses import dataclass

from ..routes.spec import Endpoint, Parameter
from .handlers import Handler, Key, make_free, make_handler, make_key
from .taking import TakenField

_CONVERTERS = {"int": "int", "float": "float(max=1e300)", "uuid": "uuid", "str": "string"}


@dataclass(frozen=True)
class EndpointView:
    """What templates may ask about an endpoint; `package` and `prefix` are the project's."""

    endpoint: Endpoint
    fields: tuple[TakenField, ...]
    package: str = ""
    prefix: str = ""

    @property
    def module(self) -> str:
        """The name of its modules."""
        return self.endpoint.module

    @property
    def class_name(self) -> str:
        """The beginning of its schemas' names."""
        return self.endpoint.class_name

    @property
    def noun(self) -> str:
        """What people call it."""
        return self.module.replace("_", " ")

    @property
    def keys(self) -> tuple[Key, ...]:
        """Its path parameters."""
        return tuple(make_key(part, self.class_name) for part in self._parameters)

    @property
    def _parameters(self) -> tuple[Parameter, ...]:
        return tuple(part for part in self.endpoint.path if isinstance(part, Parameter))

    @property
    def handlers(self) -> tuple[Handler, ...]:
        """What answers its methods."""
        return tuple(make_handler(self.endpoint, method) for method in self.endpoint.methods)

    @property
    def has_query(self) -> bool:
        """Whether a query brings the fields."""
        return any(handler.given and handler.is_query for handler in self.handlers)

    @property
    def has_body(self) -> bool:
        """Whether a body brings the fields."""
        return any(handler.given and not handler.is_query for handler in self.handlers)

    @property
    def gives(self) -> bool:
        """Whether any method answers with something."""
        return any(not handler.gives_nothing for handler in self.handlers)

    @property
    def has_decimals(self) -> bool:
        """Whether any field is an exact number."""
        return any(field.type == "decimal" for field in self.endpoint.fields)

    @property
    def definitions(self) -> tuple[str, ...]:
        """The types of what clients send, where they have names; each once."""
        bodies = (line for f in self.fields if self.has_body for line in f.body.taken.definitions)
        queries = (line for f in self.fields if self.has_query for line in f.query.definitions)
        return tuple(dict.fromkeys([*bodies, *queries]))

    @property
    def schema_imports(self) -> list[str]:
        """What the schemas import for their fields."""
        names = [name for key in self.keys for name in key.imports] if self.gives else []
        for field in self.fields:
            names += field.body.default_imports
            names += field.body.taken.imports if self.has_body else ()
            names += field.query.imports if self.has_query else ()
            names += field.body.plain.imports if self.gives else ()
        return names

    @property
    def service(self) -> str:
        """What its handlers call the module with the services."""
        names = {part.name for part in self._parameters}
        return self.module if self.module not in names else make_free("service", names)

    @property
    def service_import(self) -> str:
        """The import of that module."""
        renamed = f" as {self.service}" if self.service != self.module else ""
        return f"..services:{self.module}{renamed}"

    def write_path(self, framework: str) -> str:
        """Give the path as the framework spells it; "" is the root."""
        parts = [self._write_part(part, framework) for part in self.endpoint.path]
        return "".join(f"/{part}" for part in parts)

    def _write_part(self, part: str | Parameter, framework: str) -> str:
        if isinstance(part, str):
            return part
        is_flask = framework == "flask"
        return f"<{_CONVERTERS[part.type]}:{part.name}>" if is_flask else f"{{{part.name}}}"
