"""What a resource and its parts are called, and which kinds of operations it has."""

from dataclasses import dataclass

from ..routes.english import article
from ..routes.spec import Operation, Resource


@dataclass(frozen=True)
class Named:
    """The names of a resource."""

    resource: Resource

    @property
    def plural(self) -> str:
        """The name of its modules."""
        return self.resource.module

    @property
    def singular(self) -> str:
        """The name of one in code."""
        return self.resource.singular

    @property
    def class_name(self) -> str:
        """The name of its model, and the beginning of those of its schemas."""
        return self.resource.class_name

    @property
    def table(self) -> str:
        """The name of its table."""
        return self.resource.table

    @property
    def key(self) -> str:
        """The path parameter that says which one."""
        return self.resource.key

    @property
    def operations(self) -> tuple[Operation, ...]:
        """What can be done with it."""
        return self.resource.operations

    @property
    def noun(self) -> str:
        """What people call one."""
        return self.singular.replace("_", " ")

    @property
    def nouns(self) -> str:
        """What people call many."""
        return self.plural.replace("_", " ")

    @property
    def a_noun(self) -> str:
        """What people call one that is not known yet."""
        return f"{article(self.noun)} {self.noun}"

    @property
    def has_row_operations(self) -> bool:
        """Whether any operation is about one that is there."""
        return bool(set(self.operations) - {"list", "create"})

    @property
    def gives_one(self) -> bool:
        """Whether any operation answers with one."""
        return bool(set(self.operations) - {"list", "delete"})

    @property
    def gives_rows(self) -> bool:
        """Whether any operation answers with one or many."""
        return bool(set(self.operations) - {"delete"})

    @property
    def writes(self) -> bool:
        """Whether any operation stores values that a client sends."""
        return bool({"create", "replace", "update"} & set(self.operations))
