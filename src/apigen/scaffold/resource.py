"""A resource as the templates see it: names, fields and the pieces that depend on both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..routes.spec import Parameter
from .fields import FieldView
from .named import Named
from .neighbours import Neighbour
from .ownership import OWNER, Ownership


@dataclass(frozen=True)
class ResourceView(Named):
    """What templates may ask about a resource as a whole.

    `package` is the project's, `prefix` what it puts before its paths; `parents` are outermost first, `others` are further rows for tests by their fixtures, `revision` and
    `down_revision` are those of its migration.
    """

    fields: tuple[FieldView, ...]
    parents: tuple[Neighbour, ...] = ()
    others: Mapping[str, Neighbour] = field(default_factory=dict)
    package: str = ""
    prefix: str = ""
    revision: str = ""
    down_revision: str = ""

    @property
    def parent(self) -> Neighbour:
        """The resource that it belongs to."""
        return self.parents[-1]

    @property
    def owner(self) -> Ownership:
        """Whose its rows are."""
        return Ownership(self.resource, self.parent if self.parents else None)

    @property
    def has_decimals(self) -> bool:
        """Whether any field is an exact number."""
        return any(field.type == "decimal" for field in self.resource.fields)

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        """What a row must be to be among those asked for: the condition's name, and its column."""
        mine = (("is_mine", OWNER),) if self.owner.has_column else ()
        return (*mine, ("of_parent", self.parent_key)) if self.parents else mine

    @property
    def parent_key(self) -> str:
        """The path parameter and column that say which parent, if there is one."""
        return self.resource.parents[-1].key if self.parents else ""

    @property
    def parent_keys(self) -> str:
        """The parents' ids as arguments, each with a comma after it."""
        return "".join(f"{parent.key}, " for parent in self.resource.parents)

    @property
    def keys(self) -> str:
        """All ids as arguments."""
        return f"{self.parent_keys}{self.key}"

    @property
    def last_keys(self) -> str:
        """The id of the parent, if any, and its own, as arguments."""
        return f"{self.parent_key}, {self.key}" if self.parents else self.key

    @property
    def parent_parameters(self) -> str:
        """The parents' ids as parameters, each with a comma after it."""
        return "".join(f"{parent.key}: int, " for parent in self.resource.parents)

    @property
    def plain_key_parameters(self) -> str:
        """All ids as parameters."""
        return f"{self.parent_parameters}{self.key}: int"

    @property
    def last_key_parameters(self) -> str:
        """The id of the parent, if any, and its own, as parameters."""
        return f"{self.parent_key}: int, {self.key}: int" if self.parents else f"{self.key}: int"

    @property
    def key_types(self) -> tuple[tuple[str, str], ...]:
        """The path parameters that handlers take, with the names of their types."""
        own = ((self.key, _type_name(self.key)),) if self.has_row_operations else ()
        return (*self.parent_key_types, *own)

    @property
    def more_parent_parameters(self) -> str:
        """The parents' ids as further parameters of a handler that has types for them."""
        return "".join(f", {name}: {kind}" for name, kind in self.parent_key_types)

    @property
    def parent_key_types(self) -> tuple[tuple[str, str], ...]:
        """The same for the parents alone."""
        return tuple((parent.key, _type_name(parent.key)) for parent in self.resource.parents)

    @property
    def typed_key_parameters(self) -> str:
        """All ids as parameters of a handler that has types for them."""
        return ", ".join(f"{name}: {kind}" for name, kind in self.key_types)

    @property
    def url_arguments(self) -> str:
        """All ids as arguments that make the address of one."""
        keys = [f"{parent.key}={parent.key}" for parent in self.resource.parents]
        return ", ".join([*keys, f"{self.key}={self.singular}.id"])

    @property
    def parent_values(self) -> str:
        """The parent's id as an argument for the model, with a comma after it."""
        return f"{self.parent_key}={self.parent_key}, " if self.parents else ""

    def write_path(self, before: str, after: str) -> str:
        """Give the path with `before` and `after` around each parameter."""
        parts = [
            f"{before}{part.name}{after}" if isinstance(part, Parameter) else part
            for part in self.resource.path
        ]
        return "/" + "/".join(parts)


def _type_name(key: str) -> str:
    return "".join(word.capitalize() for word in key.split("_"))
